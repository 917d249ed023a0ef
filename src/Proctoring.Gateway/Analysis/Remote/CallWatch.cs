using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>Takes in how calls end: counts them, lets pods bear the consequences, and says now and then what goes wrong.</summary>
internal sealed class CallWatch(PodSet pods, InferenceMetrics metrics, SessionClock clock, ILogger<CallWatch> logger)
{
    // A thousand sessions fail three thousand times a second: one sentence for each kind of end tells it as well.
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(10);

    private readonly long[] _unsaid = new long[Enum.GetValues<CallResult>().Length];
    private readonly long[] _quietUntilTicks = new long[Enum.GetValues<CallResult>().Length];

    /// <param name="pod">Null when none was found.</param>
    public void Record(in CallEnd end, Pod? pod)
    {
        metrics.Count(end.Result);
        if (pod is not null)
        {
            pods.Report(pod, end.IsPodsFault);
            if (end.RetryAfter > TimeSpan.Zero) pods.Rest(pod, end.RetryAfter);
        }
        if (end.Result is not (CallResult.Analysed or CallResult.Superseded or CallResult.Undecodable)) Say(end, pod);
    }

    private void Say(in CallEnd end, Pod? pod)
    {
        var kind = (int)end.Result;
        Interlocked.Increment(ref _unsaid[kind]);
        var now = clock.Now.UtcTicks;
        var until = Interlocked.Read(ref _quietUntilTicks[kind]);
        if (now < until || Interlocked.CompareExchange(ref _quietUntilTicks[kind], now + QuietTime.Ticks, until) != until) return;
        Log.CallsFail(logger, end.Result, Interlocked.Exchange(ref _unsaid[kind], 0), pod?.Address ?? "none", end.Sentence);
    }
}
