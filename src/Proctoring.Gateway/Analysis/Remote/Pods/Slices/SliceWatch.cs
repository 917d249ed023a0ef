namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>
/// Keeps the directory of pods: lists the endpoint slices, then watches them from there.
/// <code>
/// list ─▶ watch ─▶ over: watch on ─▶ …
///   ▲       └─▶ 410, hung, failed ─┐
///   └───── pause after failures ◀──┘
/// </code>
/// The client has no informer: watches end by themselves, and some just fall silent, so each has a time of its own.
/// </summary>
internal sealed class SliceWatch(SliceApi api, SliceDirectory directory, TimeProvider time, ILogger<SliceWatch> logger) : BackgroundService
{
    private static readonly TimeSpan ListTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan WatchTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private int _failures;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                if (await ListAsync(stoppingToken) is { } known) await FollowAsync(known, stoppingToken);
                // Also after a 410: a server that answers each list with one would be asked without end.
                await Task.Delay(Pause(), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<SliceSet?> ListAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ListTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var known = await api.ListAsync(either.Token);
            _failures = 0;
            directory.Publish(known.Pods);
            return known;
        }
        catch (Exception e) when (WatchEnds.IsExpected(e) && !cancellationToken.IsCancellationRequested)
        {
            Failed(e);
            return null;
        }
    }

    // Watch after watch, until everything must be listed again.
    private async Task FollowAsync(SliceSet known, CancellationToken cancellationToken)
    {
        var end = WatchEnd.Over;
        while (end == WatchEnd.Over) (end, known) = await WatchAsync(known, cancellationToken);
        if (end == WatchEnd.Hung) Log.SlicesHung(logger, (WatchTime + Grace).TotalSeconds);
    }

    private async Task<(WatchEnd End, SliceSet Known)> WatchAsync(SliceSet known, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(WatchTime + Grace, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        Exception? said = null;
        var began = time.GetTimestamp();
        try
        {
            await foreach (var (type, slice) in api.WatchAsync(known.Version, WatchTime, Hear, stop.Token))
            {
                known = known.After(type, slice);
                directory.Publish(known.Pods);
            }
        }
        catch (Exception e) when (WatchEnds.IsExpected(e) && !cancellationToken.IsCancellationRequested)
        {
            if (said is null && deadline.IsCancellationRequested) return (WatchEnd.Hung, known);
            said ??= e;
        }
        if (said is not null) return (Conclude(said), known);
        // One that ends as soon as it has begun is not over, it is refused.
        return (time.GetElapsedTime(began) < FirstPause ? WatchEnd.Failed : WatchEnd.Over, known);

        void Hear(Exception e)
        {
            said ??= e;
            stop.Cancel();
        }
    }

    private WatchEnd Conclude(Exception e)
    {
        var end = WatchEnds.Of(e);
        if (end == WatchEnd.Failed) Failed(e);
        return end;
    }

    private void Failed(Exception e)
    {
        var problem = WatchEnds.Describe(e);
        if (_failures++ == 0) Log.SlicesUnknown(logger, problem);
        directory.Fail(problem);
    }

    // Doubled with each failure in a row, and a fifth more or less, so that gateways do not ask together.
    private TimeSpan Pause()
    {
        var doubled = FirstPause * Math.Pow(2, Math.Clamp(_failures - 1, 0, 10));
        return (doubled < LongestPause ? doubled : LongestPause) * (0.8 + 0.4 * Random.Shared.NextDouble());
    }

    public override void Dispose()
    {
        base.Dispose();
        api.Dispose();
    }
}
