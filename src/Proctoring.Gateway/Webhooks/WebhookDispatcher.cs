using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Webhooks.Queue;
using Proctoring.Gateway.Webhooks.Sending;

namespace Proctoring.Gateway.Webhooks;

/// <summary>
/// Tells targets what waits for them, each in a loop of its own, so that one that does not answer keeps nobody waiting:
/// <code>
/// due ─ claim ─▶ the incident as it is now ─▶ CloudEvent, signed ─▶ POST ─┬─ 2xx  ─▶ done
///                                                                         ├─ else ─▶ due again, later and later
///                                                                         └─ 410, or the last attempt ─▶ dead letter
/// </code>
/// </summary>
internal sealed class WebhookDispatcher(
    WebhookTargets targets, IWebhookQueue queue, IIncidentStore incidents, WebhookClient client, WebhookMetrics metrics, IOptions<WebhookOptions> options, IOptions<AccessOptions> access,
    TimeProvider time, ILogger<WebhookDispatcher> logger) : BackgroundService
{
    /// <summary>Notices on their way to one target.</summary>
    private const int AtOnce = 8;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly TimeSpan _lease = (2 * options.Value.AttemptTimeout) + TimeSpan.FromSeconds(5);
    private readonly IReadOnlyList<TimeSpan> _retries = options.Value.Retries.Count > 0 ? [.. options.Value.Retries] : RetrySchedule.Default;
    private readonly Uri _source = new(access.Value.PublicUrl.Length > 0 ? access.Value.PublicUrl : "/proctoring", UriKind.RelativeOrAbsolute);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(targets.All.Select(target => RunAsync(target, stoppingToken)));

    private async Task RunAsync(WebhookTarget target, CancellationToken stop)
    {
        metrics.Begin(target.Name);
        while (!stop.IsCancellationRequested)
        {
            var told = await RoundAsync(target, stop);
            if (told < AtOnce) await Task.Delay(Interval, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask<int> RoundAsync(WebhookTarget target, CancellationToken stop)
    {
        try
        {
            if (await queue.ClaimAsync(target, AtOnce, _lease, stop) is not { } claimed) return 0;
            metrics.Show(target.Name, claimed.Waiting, claimed.Dead);
            await Task.WhenAll(claimed.Notices.Select(notice => TellAsync(target, notice, stop)));
            return claimed.Notices.Count;
        }
        catch (Exception e) // what was claimed is claimed again when its lease is over
        {
            if (!stop.IsCancellationRequested) Log.RoundFailed(logger, target.Name, e);
            return 0;
        }
    }

    private async Task TellAsync(WebhookTarget target, ClaimedNotice claimed, CancellationToken stop)
    {
        var found = await incidents.FindAsync(claimed.Notice.Incident, stop);
        if (found.IsAway) return;
        // Removed meanwhile, with its candidate or because its time was up: there is nothing to tell.
        if (found.Value is not { } file || WebhookEvent.Of(claimed.Notice.Kind, file, _source) is not { } message)
        {
            await queue.SettleAsync(target, claimed, Settlement.Done, stop);
            return;
        }
        var attempt = await client.SendAsync(target, message, stop);
        await queue.SettleAsync(target, claimed, Settle(target, claimed, attempt), stop);
    }

    private Settlement Settle(WebhookTarget target, ClaimedNotice claimed, Attempt attempt)
    {
        metrics.Attempted(target.Name, isDelivered: attempt.Failure is null);
        if (attempt.Failure is not { } failure) return Settlement.Done;
        var attempts = claimed.Attempts + 1;
        var delay = attempt.IsFinal ? null : RetrySchedule.Next(_retries, attempts, attempt.RetryAfter, Random.Shared.NextDouble());
        if (delay is null) Log.GivenUp(logger, claimed.Notice.Incident, target.Name, attempts, failure);
        else if (attempts == 1) Log.NotDelivered(logger, claimed.Notice.Incident, target.Name, failure);
        return new Settlement(delay, failure, attempts);
    }
}
