using Proctoring.Gateway.Analysis;

namespace Proctoring.Gateway.Telemetry;

/// <summary>How a frame's way ended. The attribute of its span, in lower case.</summary>
public enum FrameEnd
{
    /// <summary>Its verdict has left for the candidate.</summary>
    Written,

    /// <summary>Its verdict did not leave: the client does not read, or is gone.</summary>
    Dropped,

    /// <summary>A newer frame took its place.</summary>
    Superseded,

    /// <summary>The session ended first.</summary>
    Abandoned,

    Undecodable,
    Refused,
    Late,
    Unavailable,
    Failed,
}

internal static class FrameEnds
{
    public static FrameEnd Of(AnalysisOutcome outcome) => outcome switch
    {
        AnalysisOutcome.Superseded => FrameEnd.Superseded,
        AnalysisOutcome.Refused => FrameEnd.Refused,
        AnalysisOutcome.Late => FrameEnd.Late,
        AnalysisOutcome.Unavailable => FrameEnd.Unavailable,
        _ => FrameEnd.Failed,
    };

    /// <summary>Whether the candidate went without a verdict, and not because of a newer one.</summary>
    public static bool IsError(this FrameEnd end) => end is FrameEnd.Refused or FrameEnd.Late or FrameEnd.Unavailable or FrameEnd.Failed;
}
