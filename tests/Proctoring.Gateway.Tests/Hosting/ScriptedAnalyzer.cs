using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary>
/// Sees what a frame's comment says (<see cref="FrameScript"/>). The picture it gives back is the frame itself. Can be held to
/// have frames wait.
/// </summary>
internal sealed class ScriptedAnalyzer : IFrameAnalyzer, IAnalysisLine
{
    private static readonly DetectorIdentity Identity = new("Scripted", "script");

    private volatile TaskCompletionSource _open = Opened();

    public int Taken;

    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.TrySetResult();

    public int Width => 1;

    public IAnalysisLine Open(string sessionId) => this;

    public void Dispose()
    {
    }

    public async ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FrameAsk ask, CancellationToken cancellationToken)
    {
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        Interlocked.Increment(ref Taken);
        await _open.Task; // a frame in work is finished, whatever happens to the session
        return FrameAnalysis.Of(frame, Read(jpeg, ask.Picture), TimeSpan.Zero);
    }

    private static AnalyzedFrame Read(PooledBytes jpeg, PictureWish wish) => FrameScript.Read(jpeg.Span) is not { } detections
        ? AnalyzedFrame.Failed(Identity, "Frame conversion failed")
        : new AnalyzedFrame { Detector = Identity, Width = Scene.Width, Height = Scene.Height, Detections = detections }.With(wish.IsPossible ? PooledBytes.Copy(jpeg.Span) : null);

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
