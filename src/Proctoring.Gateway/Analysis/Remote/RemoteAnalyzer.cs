using Proctoring.Gateway.Analysis.Remote.Wire;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>Has frames analysed by inference pods, over the Open Inference Protocol.</summary>
internal sealed class RemoteAnalyzer(RemoteServices services) : IFrameAnalyzer
{
    public IAnalysisLine Open(string sessionId) => new RemoteLine(services, new DetectorRequest(sessionId));
}
