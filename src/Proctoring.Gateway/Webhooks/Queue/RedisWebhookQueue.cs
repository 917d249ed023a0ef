using System.Globalization;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using StackExchange.Redis;

namespace Proctoring.Gateway.Webhooks.Queue;

/// <summary>Notices in Redis, beside the incidents and on their slot, for whichever gateway is quicker. Two sorted sets a target, by when they are due and when they died, and a hash of attempts.</summary>
internal sealed class RedisWebhookQueue(RedisConnection connection, RedisKeys keys, WebhookTargets targets, SessionClock clock, IOptions<WebhookOptions> options) : IWebhookQueue
{
    // Whoever is a target no more should leave nothing behind.
    private long KeepMilliseconds => (long)(2 * options.Value.KeepDeadFor).TotalMilliseconds;

    public async ValueTask<ClaimedNotices?> ClaimAsync(WebhookTarget target, int most, TimeSpan lease, CancellationToken cancellationToken)
    {
        var oldest = (clock.Now - options.Value.KeepDeadFor).ToUnixTimeMilliseconds();
        if (await connection.RunAsync(RedisScript.HookClaim, keys.Webhooks(target.Name), (long)lease.TotalMilliseconds, most, oldest, KeepMilliseconds) is not { } reply) return null;
        var (names, attempts, claim) = ((RedisResult[])reply[3]!, (RedisResult[])reply[4]!, (long)reply[2]);
        List<ClaimedNotice> claimed = [];
        for (var i = 0; i < names.Length; i++)
        {
            if (Notice.Parse(names[i].ToString()) is { } notice) claimed.Add(new ClaimedNotice(notice, claim, Tries.Parse(attempts[i].ToString()).Attempts));
        }
        return new ClaimedNotices(claimed, (long)reply[0], (long)reply[1]);
    }

    // Without an answer it is claimed again when the lease is over, and told twice at worst.
    public async ValueTask SettleAsync(WebhookTarget target, ClaimedNotice claimed, Settlement settlement, CancellationToken cancellationToken)
    {
        RedisValue retry = settlement.RetryIn is { } delay ? (long)delay.TotalMilliseconds : "";
        RedisValue tries = settlement.Failure is { } failure ? new Tries(settlement.Attempts, failure).ToString() : "";
        await connection.RunAsync(RedisScript.HookSettle, keys.Webhooks(target.Name), claimed.Notice.ToString(), claimed.Claim, retry, tries);
    }

    public async ValueTask<Answer<IReadOnlyList<DeadLetter>>> DeadAsync(WebhookTarget target, int limit, CancellationToken cancellationToken)
    {
        var (dead, tries) = (keys.WebhooksDead(target.Name), keys.WebhooksTried(target.Name));
        var entries = await connection.AskAsync("list", async database => (SortedSetEntry[]?)await database.SortedSetRangeByRankWithScoresAsync(dead, 0, limit - 1, flags: CommandFlags.DemandMaster), null);
        if (entries is null) return Answer<IReadOnlyList<DeadLetter>>.Away;
        var attempts = await connection.AskAsync("list", async database => (RedisValue[]?)await database.HashGetAsync(tries, [.. entries.Select(entry => entry.Element)], CommandFlags.DemandMaster), null);
        if (attempts is null) return Answer<IReadOnlyList<DeadLetter>>.Away;
        return Answer<IReadOnlyList<DeadLetter>>.Of([.. entries.Zip(attempts, Letter).OfType<DeadLetter>()]);
    }

    public async ValueTask<bool?> ReplayAsync(WebhookTarget target, Notice notice, CancellationToken cancellationToken) =>
        await connection.RunAsync(RedisScript.HookReplay, keys.Webhooks(target.Name), notice.ToString()) is { } reply ? reply.Word == "stored" : null;

    public async ValueTask<int?> ForgetAsync(string incident, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var target in targets.All)
        {
            RedisValue[] notices = [.. Enum.GetValues<WebhookKind>().Select(kind => (RedisValue)new Notice(kind, incident).ToString())];
            if (await connection.RunAsync(RedisScript.HookForget, keys.Webhooks(target.Name), notices) is not { } reply) return null;
            count += (int)(long)reply[0];
        }
        return count;
    }

    private static DeadLetter? Letter(SortedSetEntry entry, RedisValue text)
    {
        var tries = Tries.Parse(text.ToString());
        return Notice.Parse(entry.Element.ToString()) is { } notice ? new DeadLetter(notice, DateTimeOffset.FromUnixTimeMilliseconds((long)entry.Score), tries.Attempts, tries.Failure) : null;
    }

    private readonly record struct Tries(int Attempts, string Failure)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Attempts} {Failure}");

        public static Tries Parse(string text) => text.Split(' ', 2) is [var number, var failure] && int.TryParse(number, CultureInfo.InvariantCulture, out var attempts) ? new Tries(attempts, failure) : new Tries(0, "");
    }
}
