using Microsoft.Extensions.Options;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>What every session uses and none owns.</summary>
internal sealed class SessionServices(
    IFrameAnalyzer analyzer, ISessionStore store, SessionClock clock, TimeProvider time, GatewayMetrics metrics,
    IOptions<FrameOptions> frames, IOptions<VerdictOptions> verdicts, ILogger<CandidateSession> logger)
{
    public IFrameAnalyzer Analyzer { get; } = analyzer;

    public ISessionStore Store { get; } = store;

    public SessionClock Clock { get; } = clock;

    public TimeProvider Time { get; } = time;

    public GatewayMetrics Metrics { get; } = metrics;

    public FrameOptions Frames { get; } = frames.Value;

    public VerdictOptions Verdicts { get; } = verdicts.Value;

    public ILogger Logger { get; } = logger;
}
