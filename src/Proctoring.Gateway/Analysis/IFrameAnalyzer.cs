namespace Proctoring.Gateway.Analysis;

/// <summary>Whatever looks at frames: a detector in this process, or inference pods behind the network.</summary>
public interface IFrameAnalyzer
{
    /// <summary>Opens a session's line to the detector.</summary>
    IAnalysisLine Open(string sessionId);
}
