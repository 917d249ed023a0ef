namespace Proctoring.Gateway.Gating;

/// <summary>Why a frame is analysed; or that it is not.</summary>
internal enum GateReason
{
    /// <summary>It shows nothing new: the detections of the last analysed frame stand over.</summary>
    StandsOver,

    /// <summary>None was analysed on this connection before.</summary>
    First,

    /// <summary>It has no thumbnail.</summary>
    Unreadable,

    /// <summary>An analysis is under way: what it finds is not known yet.</summary>
    Busy,

    /// <summary>A phone is in view, or something looks like one.</summary>
    Phone,

    /// <summary>It differs from the last analysed frame.</summary>
    Changed,

    /// <summary>The gate overlooked a phone a short while ago.</summary>
    Distrust,

    /// <summary>Nothing changed, but the interval is over.</summary>
    Due,

    /// <summary>Nothing changed; a sample.</summary>
    Random,
}

internal static class GateReasons
{
    /// <summary>As metrics say it, in the order of <see cref="GateReason"/>.</summary>
    public static readonly string[] Names = ["stands_over", "first", "unreadable", "busy", "phone", "changed", "distrust", "due", "random"];
}
