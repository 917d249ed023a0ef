using Microsoft.Extensions.Options;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Webhooks.Queue;

/// <summary>Notices of one process: what a laptop needs. They end with it, and the oldest go when there are too many.</summary>
internal sealed class InMemoryWebhookQueue(WebhookTargets targets, IOptions<WebhookOptions> options, TimeProvider time) : IWebhookQueue
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<Notice, Waiting>> _waiting = targets.All.ToDictionary(target => target.Name, _ => new Dictionary<Notice, Waiting>());
    private readonly Dictionary<string, Dictionary<Notice, DeadLetter>> _dead = targets.All.ToDictionary(target => target.Name, _ => new Dictionary<Notice, DeadLetter>());
    private long _claims;

    public void Add(Notice notice, string room)
    {
        lock (_gate)
        {
            foreach (var target in targets.Wanting(notice.Kind, room))
            {
                var waiting = _waiting[target.Name];
                while (waiting.Count >= options.Value.MaxInMemory) waiting.Remove(waiting.MinBy(one => one.Value.DueAt).Key);
                waiting[notice] = new Waiting(time.GetUtcNow(), Claim: 0, Attempts: 0);
                _dead[target.Name].Remove(notice); // what comes now tells that too
            }
        }
    }

    public ValueTask<ClaimedNotices?> ClaimAsync(WebhookTarget target, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var (waiting, now) = (_waiting[target.Name], time.GetUtcNow());
            List<ClaimedNotice> claimed = [];
            foreach (var (notice, one) in waiting.Where(one => one.Value.DueAt <= now).OrderBy(one => one.Value.DueAt).Take(most).ToList())
            {
                waiting[notice] = one with { DueAt = now + lease, Claim = ++_claims };
                claimed.Add(new ClaimedNotice(notice, _claims, one.Attempts));
            }
            return ValueTask.FromResult<ClaimedNotices?>(new ClaimedNotices(claimed, waiting.Count, _dead[target.Name].Count));
        }
    }

    public ValueTask SettleAsync(WebhookTarget target, ClaimedNotice claimed, Settlement settlement, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var waiting = _waiting[target.Name];
            if (!waiting.TryGetValue(claimed.Notice, out var one) || one.Claim != claimed.Claim) return ValueTask.CompletedTask;
            if (settlement.RetryIn is { } delay) waiting[claimed.Notice] = new Waiting(time.GetUtcNow() + delay, 0, settlement.Attempts);
            else waiting.Remove(claimed.Notice);
            if (settlement is { RetryIn: null, Failure: { } failure }) Bury(target, new DeadLetter(claimed.Notice, time.GetUtcNow(), settlement.Attempts, failure));
            return ValueTask.CompletedTask;
        }
    }

    public ValueTask<Answer<IReadOnlyList<DeadLetter>>> DeadAsync(WebhookTarget target, int limit, CancellationToken cancellationToken)
    {
        lock (_gate) return ValueTask.FromResult(Answer<IReadOnlyList<DeadLetter>>.Of([.. _dead[target.Name].Values.OrderBy(letter => letter.At).Take(limit)]));
    }

    public ValueTask<bool?> ReplayAsync(WebhookTarget target, Notice notice, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!_dead[target.Name].Remove(notice)) return ValueTask.FromResult<bool?>(false);
            _waiting[target.Name][notice] = new Waiting(time.GetUtcNow(), 0, 0);
            return ValueTask.FromResult<bool?>(true);
        }
    }

    public ValueTask<int?> ForgetAsync(string incident, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var count = 0;
            foreach (var kind in Enum.GetValues<WebhookKind>())
            {
                var notice = new Notice(kind, incident);
                count += _waiting.Values.Count(waiting => waiting.Remove(notice)) + _dead.Values.Count(dead => dead.Remove(notice));
            }
            return ValueTask.FromResult<int?>(count);
        }
    }

    private void Bury(WebhookTarget target, DeadLetter letter)
    {
        var dead = _dead[target.Name];
        foreach (var old in dead.Values.Where(old => letter.At - old.At > options.Value.KeepDeadFor).ToList()) dead.Remove(old.Notice);
        while (dead.Count >= options.Value.MaxInMemory) dead.Remove(dead.Values.MinBy(old => old.At)!.Notice);
        dead[letter.Notice] = letter;
    }

    /// <param name="Claim">0 for nobody's.</param>
    private readonly record struct Waiting(DateTimeOffset DueAt, long Claim, int Attempts);
}
