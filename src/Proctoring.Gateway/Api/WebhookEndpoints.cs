using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Webhooks;
using Proctoring.Gateway.Webhooks.Queue;

namespace Proctoring.Gateway.Api;

/// <param name="Id">To have it sent again.</param>
/// <param name="Event">marked or reviewed.</param>
/// <param name="At">When it was given up.</param>
/// <param name="Failure">Of the last attempt.</param>
internal sealed record DeadLetterView(string Id, string Target, string Event, string Incident, DateTimeOffset At, int Attempts, string Failure);

/// <summary>What a target could not be told.</summary>
internal sealed class WebhookEndpoints(WebhookTargets targets, IWebhookQueue queue, Audit audit)
{
    private const int MostListed = 1_000;

    /// <param name="target">Null for all.</param>
    public async Task<Results<Ok<IReadOnlyList<DeadLetterView>>, ProblemHttpResult>> ListAsync([FromQuery] string? target, [FromQuery] int? limit, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MostListed) return Problems.Bad($"limit is 1 to {MostListed}.");
        List<DeadLetterView> letters = [];
        foreach (var one in targets.All.Where(one => target is null || one.Name == target))
        {
            var answer = await queue.DeadAsync(one, limit ?? 100, cancellationToken);
            if (answer.Value is not { } dead) return Problems.Away();
            letters.AddRange(dead.Select(letter => new DeadLetterView(
                $"{one.Name}:{letter.Notice}", one.Name, letter.Notice.Word, letter.Notice.Incident, letter.At, letter.Attempts, letter.Failure)));
        }
        return TypedResults.Ok<IReadOnlyList<DeadLetterView>>([.. letters.OrderBy(letter => letter.At).Take(limit ?? 100)]);
    }

    public async Task<Results<Ok, ProblemHttpResult>> ReplayAsync(ClaimsPrincipal user, string letter, CancellationToken cancellationToken)
    {
        if (letter.Split(':', 2) is not [var name, var text] || targets.Find(name) is not { } target || Notice.Parse(text) is not { } notice) return Problems.NotFound();
        if (await queue.ReplayAsync(target, notice, cancellationToken) is not { } isReplayed) return Problems.Away();
        if (!isReplayed) return Problems.NotFound();
        audit.Replayed(user, notice.Incident, name);
        return TypedResults.Ok();
    }
}
