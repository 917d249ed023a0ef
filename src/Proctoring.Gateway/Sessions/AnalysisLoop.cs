using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Sessions;

/// <summary>Has a session's frames analysed, as many at once as its line takes, and judged one after another.</summary>
/// <param name="line">Disposed at the end.</param>
/// <param name="onFailed">Called where an analysis threw.</param>
internal sealed class AnalysisLoop(FrameSlot frames, IAnalysisLine line, Judge judge, Action<Exception> onFailed)
{
    /// <summary>Runs until no frame will come any more and those in work are judged.</summary>
    public async Task RunAsync()
    {
        using var _ = line;
        using var room = new SemaphoreSlim(line.Width);
        using var judging = new SemaphoreSlim(1);
        while (await frames.WaitAsync(CancellationToken.None))
        {
            await room.WaitAsync();
            var inWork = AnalyzeAsync(room, judging); // throws nothing, and leaves the room when it ends
        }
        for (var i = 0; i < line.Width; i++) await room.WaitAsync();
    }

    private async Task AnalyzeAsync(SemaphoreSlim room, SemaphoreSlim judging)
    {
        try
        {
            if (await line.AnalyzeAsync(frames, judge.Priority, CancellationToken.None) is { } analysis) await JudgeAsync(analysis, judging);
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

    private async ValueTask JudgeAsync(Analysis.Analysis analysis, SemaphoreSlim judging)
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
