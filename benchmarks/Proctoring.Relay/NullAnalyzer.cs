using Google.Protobuf;
using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;

namespace Proctoring.Relay;

/// <summary>Lets the gateway make the same call that the bare relay makes.</summary>
internal sealed class NullAnalyzer(NullDetector.NullDetectorClient client, TimeProvider time) : IFrameAnalyzer
{
    private static readonly DetectorIdentity Identity = new("Null", "null");

    public async ValueTask<Analysis?> AnalyzeAsync(FrameSlot frames, CancellationToken cancellationToken)
    {
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        var waited = time.GetElapsedTime(frame.ArrivedTimestamp);
        await client.DetectAsync(new Picture { Jpeg = UnsafeByteOperations.UnsafeWrap(jpeg.Memory) }, cancellationToken: cancellationToken);
        return new Analysis(frame, new AnalyzedFrame { Detector = Identity, Width = 640, Height = 480 }, waited);
    }
}
