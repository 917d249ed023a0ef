using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Incidents.Evidence;
using Proctoring.Gateway.Pages;
using Proctoring.Gateway.Rooms;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Telemetry.Exams;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>What every session uses and none owns.</summary>
internal sealed class SessionServices(
    GatedAnalyzer analyzer, ThumbnailReader thumbnails, PictureDesk pictures, EpisodeRecorders recorders, RoomLines rooms, SessionClock clock, TimeProvider time, GatewayMetrics metrics, ExamMetrics exams, FrameSampler sampler,
    IOptions<FrameOptions> frames, IOptions<VerdictOptions> verdicts, IOptions<PageOptions> page, IOptions<GatingOptions> gating, ILogger<CandidateSession> logger)
{
    public GatedAnalyzer Analyzer { get; } = analyzer;

    /// <summary>Null where nobody asks for thumbnails.</summary>
    public ThumbnailReader? Thumbnails { get; } = gating.Value.Enabled ? thumbnails : null;

    public PictureDesk Pictures { get; } = pictures;

    public EpisodeRecorders Recorders { get; } = recorders;

    public RoomLines Rooms { get; } = rooms;

    public SessionClock Clock { get; } = clock;

    public TimeProvider Time { get; } = time;

    public GatewayMetrics Metrics { get; } = metrics;

    public ExamMetrics Exams { get; } = exams;

    public FrameSampler Sampler { get; } = sampler;

    public FrameOptions Frames { get; } = frames.Value;

    public VerdictOptions Verdicts { get; } = verdicts.Value;

    public PageOptions Page { get; } = page.Value;

    /// <summary>What may be a phone from here on.</summary>
    public float SuspectScore { get; } = gating.Value.SuspectScore;

    public PaceLimits Pace { get; } = PaceLimits.Of(page.Value, gating.Value, verdicts.Value);

    public ILogger Logger { get; } = logger;
}
