using Microsoft.Extensions.Options;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Pages;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Telemetry.Exams;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>What every session uses and none owns.</summary>
internal sealed class SessionServices(
    IFrameAnalyzer analyzer, PictureDesk pictures, SessionClock clock, TimeProvider time, GatewayMetrics metrics, ExamMetrics exams, FrameSampler sampler,
    IOptions<FrameOptions> frames, IOptions<VerdictOptions> verdicts, IOptions<PageOptions> page, ILogger<CandidateSession> logger)
{
    public IFrameAnalyzer Analyzer { get; } = analyzer;

    public PictureDesk Pictures { get; } = pictures;

    public SessionClock Clock { get; } = clock;

    public TimeProvider Time { get; } = time;

    public GatewayMetrics Metrics { get; } = metrics;

    public ExamMetrics Exams { get; } = exams;

    public FrameSampler Sampler { get; } = sampler;

    public FrameOptions Frames { get; } = frames.Value;

    public VerdictOptions Verdicts { get; } = verdicts.Value;

    public PageOptions Page { get; } = page.Value;

    public ILogger Logger { get; } = logger;
}
