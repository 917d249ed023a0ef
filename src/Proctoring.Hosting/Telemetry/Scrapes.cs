using Microsoft.AspNetCore.Http;

namespace Proctoring.Hosting.Telemetry;

/// <summary>When Prometheus reads the metrics, so that a process that ends can wait for it once more.</summary>
public sealed class Scrapes(TimeProvider time)
{
    /// <summary>Every scraper of the Prometheus kind sends it; people and tests with a browser or curl do not.</summary>
    private const string Sign = "X-Prometheus-Scrape-Timeout-Seconds";

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _latest;
    private TimeSpan? _interval;

    /// <summary>Answers a request for the metrics, and takes it down where a scraper asked.</summary>
    internal async Task WatchAsync(HttpContext context, RequestDelegate answer)
    {
        var waiting = Waiting();
        await answer(context);
        if (!context.Request.Headers.ContainsKey(Sign)) return;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            if (_latest is { } latest) _interval = time.GetElapsedTime(latest, now);
            _latest = now;
            if (_next == waiting) _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        waiting.TrySetResult(); // nobody who began to wait while it was answered
    }

    /// <summary>
    /// Waits until what is counted now has been read: for a scrape that begins from now on. Not where nobody scrapes, and not longer
    /// than the time between two scrapes, 30 s at most.
    /// </summary>
    public async Task WaitForNextAsync(CancellationToken cancellationToken)
    {
        if (Patience() is not { } patience) return;
        using var enough = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
        await Renewed().Task.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private TimeSpan? Patience()
    {
        lock (_gate)
        {
            if (_latest is not { } latest || _interval is not { } interval) return null;
            var left = interval + Slack - time.GetElapsedTime(latest);
            return left <= TimeSpan.Zero ? null : left < LongestPatience ? left : LongestPatience;
        }
    }

    private TaskCompletionSource Waiting()
    {
        lock (_gate) return _next;
    }

    // A scrape that is being answered has the old one.
    private TaskCompletionSource Renewed()
    {
        lock (_gate) return _next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
