using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Webhooks.Queue;

/// <summary>
/// Notices that wait for each target, and dead letters. Those of an incident are put in as one step with storing it or its review. Whoever
/// claims a notice has it alone for a while; what is not settled by then is claimed again.
/// </summary>
internal interface IWebhookQueue
{
    /// <summary>Takes some that are due. Null where they cannot be had just now.</summary>
    ValueTask<ClaimedNotices?> ClaimAsync(WebhookTarget target, int most, TimeSpan lease, CancellationToken cancellationToken);

    /// <summary>Says what became of one. It stays where something new was put in its place meanwhile.</summary>
    ValueTask SettleAsync(WebhookTarget target, ClaimedNotice claimed, Settlement settlement, CancellationToken cancellationToken);

    /// <summary>The dead letters, oldest first.</summary>
    ValueTask<Answer<IReadOnlyList<DeadLetter>>> DeadAsync(WebhookTarget target, int limit, CancellationToken cancellationToken);

    /// <summary>Has a dead letter sent again. False where there is none of that name; null where that cannot be said.</summary>
    ValueTask<bool?> ReplayAsync(WebhookTarget target, Notice notice, CancellationToken cancellationToken);

    /// <summary>Removes what there is of an incident, dead letters included.</summary>
    /// <returns>How many there were; null where that cannot be done just now.</returns>
    ValueTask<int?> ForgetAsync(string incident, CancellationToken cancellationToken);
}

/// <param name="Waiting">How many wait in all, those that are claimed included.</param>
/// <param name="Dead">How many dead letters there are.</param>
internal sealed record ClaimedNotices(IReadOnlyList<ClaimedNotice> Notices, long Waiting, long Dead);

/// <param name="Claim">What only this claim has.</param>
/// <param name="Attempts">That have failed before.</param>
internal readonly record struct ClaimedNotice(Notice Notice, long Claim, int Attempts);

/// <summary>What became of a notice.</summary>
/// <param name="RetryIn">When it is due again; null for never.</param>
/// <param name="Failure">Of the latest attempt; null where it is done with.</param>
internal readonly record struct Settlement(TimeSpan? RetryIn, string? Failure, int Attempts)
{
    public static Settlement Done => default;
}

/// <param name="At">When it was given up.</param>
/// <param name="Failure">Of the last attempt.</param>
internal sealed record DeadLetter(Notice Notice, DateTimeOffset At, int Attempts, string Failure);
