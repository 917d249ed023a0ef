using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Retention;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Webhooks.Queue;

namespace Proctoring.Gateway.Api;

/// <summary>What was removed of a candidate.</summary>
/// <param name="Codes">Of links that were not used.</param>
/// <param name="Objects">Pictures and what was seen in them.</param>
/// <param name="Notices">To webhooks that waited or were dead letters.</param>
/// <param name="Held">Incidents that stay because somebody holds them.</param>
/// <param name="Complete">False where something could not be removed just now: ask again.</param>
internal sealed record Removal(int Sessions, int Codes, int Incidents, int Objects, int Notices, IReadOnlyList<string> Held, bool Complete);

/// <summary>Removes all that there is of a candidate.</summary>
internal sealed class CandidateEndpoints(ISessionStore sessions, IOneUseSecrets secrets, IIncidentStore incidents, IRoomStore rooms, EvidenceObjects objects, IWebhookQueue webhooks, Audit audit)
{
    public async Task<Ok<Removal>> RemoveAsync(ClaimsPrincipal user, string id, CancellationToken cancellationToken)
    {
        // Links first, then sessions: nothing new comes of what is removed afterwards.
        var codes = await secrets.ForgetAsync(id, cancellationToken);
        var ended = await EndSessionsAsync(id, cancellationToken);
        var removed = await RemoveIncidentsAsync(id, cancellationToken);
        var removal = removed with { Sessions = ended.Count, Codes = codes ?? 0, Complete = codes is not null && ended.IsComplete && removed.Complete };
        audit.Removed(user, removal);
        return TypedResults.Ok(removal);
    }

    private async ValueTask<(int Count, bool IsComplete)> EndSessionsAsync(string candidate, CancellationToken cancellationToken)
    {
        if (await sessions.OfCandidateAsync(candidate, cancellationToken) is not { } ids) return (0, false);
        var (count, isComplete) = (0, true);
        foreach (var id in ids)
        {
            var known = await sessions.FindAsync(id, cancellationToken);
            // Taken from whoever has it, so that nobody writes it again.
            var resumption = await sessions.ResumeAsync(id, cancellationToken);
            if (resumption.Lease is { } lease) await lease.ReleaseAsync(lease.Session.State, isOver: true, cancellationToken);
            var isForgotten = !known.IsAway && (known.Value is not { } there || await rooms.ForgetAsync(there.Session.Room, id, cancellationToken));
            if (isForgotten && resumption.Outcome != ResumeOutcome.Later && await sessions.EraseAsync(id, candidate, cancellationToken)) count++;
            else isComplete = false;
        }
        return (count, isComplete);
    }

    private async ValueTask<Removal> RemoveIncidentsAsync(string candidate, CancellationToken cancellationToken)
    {
        var answer = await incidents.OfCandidateAsync(candidate, cancellationToken);
        var removal = new Removal(0, 0, 0, 0, 0, [.. (answer.Value ?? []).Where(file => file.IsHeld).Select(file => file.Incident.Id)], !answer.IsAway);
        foreach (var file in answer.Value ?? [])
        {
            if (file.IsHeld) continue;
            var notices = await webhooks.ForgetAsync(file.Incident.Id, cancellationToken);
            var deleted = notices is null ? null : await TryRemoveAsync(file, cancellationToken);
            removal = deleted is { } count
                ? removal with { Incidents = removal.Incidents + 1, Objects = removal.Objects + count, Notices = removal.Notices + notices!.Value }
                : removal with { Complete = false };
        }
        return removal;
    }

    private async ValueTask<int?> TryRemoveAsync(IncidentFile file, CancellationToken cancellationToken)
    {
        try
        {
            var deleted = await objects.DeleteAsync(file.Evidence, cancellationToken);
            return await incidents.RemoveAsync(file, cancellationToken) ? deleted : null;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested) // the store's affair, and the report says so
        {
            return null;
        }
    }
}
