using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Sessions;

/// <summary>Has a session's frames analysed, as many at once as its line takes, and judged one after another.</summary>
/// <param name="line">Disposed at the end.</param>
/// <param name="onFailed">Called where an analysis threw.</param>
internal sealed class AnalysisLoop(FrameSlot frames, IAnalysisLine line, Judge judge, TimeProvider time, Action<Exception> onFailed)
{
    /// <summary>
    /// How long a result waits for that of the frame before. A detector looks at a session's frames in their order, so the
    /// older result is as good as here when two come in the wrong one; what does not come now was held up somewhere.
    /// </summary>
    private static readonly TimeSpan Courtesy = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until no frame will come any more and those in work are judged.</summary>
    public async Task RunAsync()
    {
        using var _ = line;
        using var room = new SemaphoreSlim(line.Width);
        using var judging = new SemaphoreSlim(1);
        var latest = Task.CompletedTask;
        while (await frames.WaitAsync(CancellationToken.None))
        {
            await room.WaitAsync();
            latest = AnalyzeAsync(latest, room, judging); // throws nothing, and leaves the room when it ends
        }
        for (var i = 0; i < line.Width; i++) await room.WaitAsync();
    }

    private async Task AnalyzeAsync(Task before, SemaphoreSlim room, SemaphoreSlim judging)
    {
        try
        {
            if (await line.AnalyzeAsync(frames, judge.Ask, CancellationToken.None) is not { } analysis) return;
            if (!before.IsCompleted) await Task.WhenAny(before, Task.Delay(Courtesy, time));
            await JudgeAsync(analysis, judging);
        }
        catch (Exception e) // one frame that fails must not end the session
        {
            onFailed(e);
        }
        finally
        {
            room.Release();
        }
    }

    private async ValueTask JudgeAsync(FrameAnalysis analysis, SemaphoreSlim judging)
    {
        await judging.WaitAsync();
        try
        {
            await judge.DecideAsync(analysis);
        }
        finally
        {
            judging.Release();
        }
    }
}
