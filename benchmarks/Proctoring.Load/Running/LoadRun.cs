using Proctoring.Load.Frames;
using Proctoring.Load.Recording;

namespace Proctoring.Load.Running;

/// <summary>The whole load: candidates come by the ramp, storms break their connections, and the terminal says how it goes.</summary>
internal sealed class LoadRun(LoadPlan plan, TextWriter terminal)
{
    private static readonly TimeSpan GoodbyesWithin = TimeSpan.FromSeconds(20);

    public async Task<Recorder> RunAsync(CancellationToken cancellationToken)
    {
        var frames = FrameSource.Of(plan);
        var recorder = new Recorder(plan.Duration);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        end.CancelAfter(plan.Duration);
        var candidates = Enumerable.Range(0, plan.Candidates).Select(index => new LoadCandidate(index, plan, frames, recorder)).ToArray();
        var running = candidates.Select(candidate => candidate.RunAsync(end.Token)).ToArray();
        var watching = new LiveView(recorder, plan, terminal).RunAsync(end.Token);
        var storms = StormsAsync(candidates, end.Token);
        await Task.WhenAll(watching, storms);
        await Task.WhenAny(Task.WhenAll(running), Task.Delay(GoodbyesWithin, CancellationToken.None));
        recorder.Stop();
        return recorder;
    }

    private async Task StormsAsync(LoadCandidate[] candidates, CancellationToken end)
    {
        if (plan.StormEvery == TimeSpan.Zero) return;
        using var timer = new PeriodicTimer(plan.StormEvery);
        for (var storm = 1; await NextAsync(timer, end); storm++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                if (plan.IsHit(i, storm)) candidates[i].Break();
            }
        }
    }

    public static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken end)
    {
        try
        {
            return await timer.WaitForNextTickAsync(end);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
