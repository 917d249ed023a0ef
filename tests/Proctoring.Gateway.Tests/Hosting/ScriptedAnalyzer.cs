using System.Globalization;
using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary>
/// Reads detections from the frame's comment: <c>label=score;label=score</c>, <c>undecodable</c> or <c>throw</c>. The picture
/// it gives back is the frame itself. Can be held to have frames wait.
/// </summary>
internal sealed class ScriptedAnalyzer : IFrameAnalyzer, IAnalysisLine
{
    private static readonly DetectorIdentity Identity = new("Scripted", "script");

    private volatile TaskCompletionSource _open = Opened();

    public int Taken;

    public void Hold() => _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _open.TrySetResult();

    public int Width => 1;

    public IAnalysisLine Open(string sessionId, bool wantsPictures) => this;

    public void Dispose()
    {
    }

    public async ValueTask<Analysis.Analysis?> AnalyzeAsync(FrameSlot frames, FramePriority priority, CancellationToken cancellationToken)
    {
        if (!frames.TryTake(out var frame)) return null;
        using var jpeg = frame.Jpeg;
        Interlocked.Increment(ref Taken);
        await _open.Task; // a frame in work is finished, whatever happens to the session
        return Analysis.Analysis.Of(frame, Read(jpeg), TimeSpan.Zero);
    }

    private static AnalyzedFrame Read(PooledBytes jpeg)
    {
        var script = Comment.Read(jpeg.Span) ?? "";
        if (script == "throw") throw new InvalidOperationException("The script says so.");
        if (script == "undecodable") return AnalyzedFrame.Failed(Identity, "Frame conversion failed");
        var seen = script.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(entry => entry.Split('='));
        return new AnalyzedFrame
        {
            Detector = Identity,
            Width = Scene.Width,
            Height = Scene.Height,
            Detections = [.. seen.Select(s => new Detection(s[0], float.Parse(s[1], CultureInfo.InvariantCulture), new Box(10, 10, 90, 90)))],
        }.With(PooledBytes.Copy(jpeg.Span));
    }

    private static TaskCompletionSource Opened()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
