namespace Proctoring.Gateway.Frames;

/// <summary>How often and how large a client should send frames.</summary>
internal readonly record struct Pace(TimeSpan Interval, int Width, PaceReason Reason);

internal enum PaceReason
{
    /// <summary>Detectors are short: frames were replaced unseen, or refused.</summary>
    Load,

    /// <summary>Nothing has changed for a while.</summary>
    Quiet,

    /// <summary>A phone is in question, and the usual interval is too long for that.</summary>
    Phone,

    /// <summary>As the page's options say.</summary>
    Normal,
}

internal static class PaceReasons
{
    /// <summary>As clients and metrics are told, in the order of <see cref="PaceReason"/>.</summary>
    public static readonly string[] Names = ["load", "quiet", "phone", "normal"];
}
