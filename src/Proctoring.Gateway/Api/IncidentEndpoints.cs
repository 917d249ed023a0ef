using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Delivery.Addresses;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Api;

/// <summary>Incidents for the people and programs that act on them.</summary>
internal sealed class IncidentEndpoints(
    IIncidentStore incidents, ISessionStore sessions, IServiceProvider services, Audit audit, IncidentMetrics metrics, SessionClock clock, IOptions<IncidentOptions> options)
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 200;
    private const int MaxNoteLength = 2_000;

    public async Task<Results<Ok<IncidentPageView>, ProblemHttpResult>> ListAsync(
        ClaimsPrincipal user,
        [Description("Of this room only.")] string? room,
        [Description("Stored from then on.")] DateTimeOffset? since,
        [Description("open, confirmed or dismissed.")] string? state,
        [Description("The next of an earlier page.")] string? after,
        [Description("oldest (the default) or newest first.")] string? order,
        [Description("1 to 200, default 50.")] int? limit,
        CancellationToken cancellationToken)
    {
        if (limit is < 1 or > MaxLimit) return Problems.Bad($"The limit is between 1 and {MaxLimit}.");
        if (order is not (null or "oldest" or "newest")) return Problems.Bad("The order is oldest or newest.");
        if (after is not null && !EntryId.TryParse(after, out _)) return Problems.Bad("The parameter after is the next of an earlier page.");
        if (!TryReadState(state, out var wanted)) return Problems.Bad("The state is open, confirmed or dismissed.");
        var rooms = RoomScope.Of(user);
        // A room of one's own is listed; who has several and names none gets theirs out of all.
        var query = new IncidentQuery(room ?? rooms.Only, wanted, since, after, order == "newest", limit ?? DefaultLimit);
        if (room is not null && !rooms.Has(room)) return TypedResults.Ok(new IncidentPageView([], null));
        var answer = await incidents.ListAsync(query, cancellationToken);
        if (answer.Value is not { } page) return Problems.Away();
        return TypedResults.Ok(new IncidentPageView([.. page.Incidents.Where(file => rooms.Has(file.Incident.Room)).Select(IncidentView.Of)], page.Next));
    }

    public async Task<Results<Ok<IncidentView>, ProblemHttpResult>> FindAsync(ClaimsPrincipal user, string id, CancellationToken cancellationToken)
    {
        var (file, problem) = await LookUpAsync(user, id, cancellationToken);
        return problem is null ? TypedResults.Ok(IncidentView.Of(file!)) : problem;
    }

    public async Task<Results<Ok<EvidenceView>, ProblemHttpResult>> EvidenceAsync(ClaimsPrincipal user, string id, CancellationToken cancellationToken)
    {
        var (file, problem) = await LookUpAsync(user, id, cancellationToken);
        if (problem is not null) return problem;
        var expires = DateTimeOffset.FromUnixTimeSeconds((clock.Now + options.Value.AddressLifetime).ToUnixTimeSeconds()); // signatures have whole seconds
        var pictures = new List<PictureView>();
        foreach (var picture in file!.Evidence?.Pictures ?? []) pictures.Add(await ShowAsync(picture, expires, cancellationToken));
        audit.Viewed(user, file.Incident);
        return TypedResults.Ok(new EvidenceView(file.Evidence?.IsWhole ?? false, pictures, expires));
    }

    public async Task<Results<Ok<IncidentView>, ProblemHttpResult>> ReviewAsync(ClaimsPrincipal user, string id, ReviewRequest request, CancellationToken cancellationToken)
    {
        if (request.Decision is not { } decision || !Enum.IsDefined(decision)) return Problems.Bad("The decision is confirmed or dismissed.");
        if (request.Note?.Length > MaxNoteLength) return Problems.Bad($"A note has at most {MaxNoteLength:N0} characters.");
        var (file, problem) = await LookUpAsync(user, id, cancellationToken);
        if (problem is not null) return problem;
        var state = decision == ReviewDecision.Dismissed ? IncidentState.Dismissed : IncidentState.Confirmed;
        var review = new Review(state, Who.Is(user), clock.Now, request.Note);
        var decided = await incidents.ReviewAsync(id, review, cancellationToken);
        if (decided.IsAway) return Problems.Away();
        if (decided.Value is not { } now) return Problems.NotFound();
        audit.Reviewed(user, file!.Incident, state);
        metrics.Reviewed(state);
        // Sent again the review is stored again, and the session told again.
        if (!await sessions.DismissAsync(now.Session, now.Dismissals, cancellationToken)) return Problems.Away();
        return TypedResults.Ok(IncidentView.Of(file with { State = state, Review = review }));
    }

    public async Task<Results<Ok<IncidentView>, ProblemHttpResult>> HoldAsync(ClaimsPrincipal user, string id, HttpRequest request, CancellationToken cancellationToken)
    {
        var isHeld = HttpMethods.IsPut(request.Method);
        var (file, problem) = await LookUpAsync(user, id, cancellationToken);
        if (problem is not null) return problem;
        if (await incidents.HoldAsync(id, isHeld, cancellationToken) is not { } isThere) return Problems.Away();
        if (!isThere) return Problems.NotFound();
        audit.Held(user, file!.Incident, isHeld);
        return TypedResults.Ok(IncidentView.Of(file with { IsHeld = isHeld }));
    }

    private async ValueTask<(IncidentFile? File, ProblemHttpResult? Problem)> LookUpAsync(ClaimsPrincipal user, string id, CancellationToken cancellationToken)
    {
        var answer = await incidents.FindAsync(id, cancellationToken);
        if (answer.IsAway) return (null, Problems.Away());
        return answer.Value is { } file && RoomScope.Of(user).Has(file.Incident.Room) ? (file, null) : (null, Problems.NotFound());
    }

    private async ValueTask<PictureView> ShowAsync(EvidencePicture picture, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var addresses = services.GetService<IAddresses>(); // none where there is no store
        var url = picture.Name is { } name && addresses is not null ? await addresses.SignAsync(name, expires, cancellationToken) : null;
        var boxes = picture.Objects.Select(seen => new BoxView(seen.Label, Math.Round(seen.Score, 3), [.. Sides(seen.Box)]));
        return new PictureView(picture.Roles, picture.At, Math.Round(picture.Score, 3), picture.Width, picture.Height, url, [.. boxes]);
    }

    private static IEnumerable<int> Sides(Contracts.Box box) => ((float[])[box.X0, box.Y0, box.X1, box.Y1]).Select(side => (int)MathF.Round(side));

    private static bool TryReadState(string? text, out IncidentState? state)
    {
        state = text switch { "open" => IncidentState.Open, "confirmed" => IncidentState.Confirmed, "dismissed" => IncidentState.Dismissed, _ => null };
        return text is null || state is not null;
    }
}
