using Google.Protobuf;
using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;

namespace Proctoring.Relay;

/// <summary>Lets the gateway make the same call that the bare relay makes.</summary>
internal sealed class NullAnalyzer(NullDetector.NullDetectorClient client, TimeProvider time) : IFrameAnalyzer, IAnalysisLine
{
    private static readonly DetectorIdentity Identity = new("Null", "null");

    public int Width => 1;

    public IAnalysisLine Open(string sessionId, bool wantsPictures) => this;

    public async ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FramePriority priority, CancellationToken cancellationToken)
    {
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        var waited = time.GetElapsedTime(frame.ArrivedTimestamp);
        await client.DetectAsync(new Picture { Jpeg = UnsafeByteOperations.UnsafeWrap(jpeg.Memory) }, cancellationToken: cancellationToken);
        return FrameAnalysis.Of(frame, new AnalyzedFrame { Detector = Identity, Width = frame.Width, Height = frame.Height }, waited);
    }

    public void Dispose()
    {
    }
}
