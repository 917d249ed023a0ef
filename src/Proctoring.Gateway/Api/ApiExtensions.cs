using System.Text.Json.Serialization;
using Microsoft.OpenApi;
using Proctoring.Gateway.Access;

namespace Proctoring.Gateway.Api;

internal static class ApiExtensions
{
    public const string Document = "v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict); // a number is no string
        services.AddSingleton<Tickets>();
        services.AddSingleton<IncidentEndpoints>();
        services.AddSingleton<SessionEndpoints>();
        services.AddSingleton<CandidateEndpoints>();
        services.AddSingleton<RoomEndpoints>();
        services.AddSingleton<WebhookEndpoints>();
        services.AddOpenApi(Document, options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Proctoring", Version = Document, Description = "Incidents, their evidence and their review; sessions and how candidates get in. docs/access.md tells who may what." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] }];
            return Task.CompletedTask;
        }));
    }

    /// <summary>What goes with the API's answers, refusals included: before anything that may refuse.</summary>
    public static void UseApi(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), branch => branch.UseStatusCodePages().UseMiddleware<ApiHeaders>());

    /// <summary>Everything below <c>/api</c>, with its rate limit, and its description.</summary>
    public static void MapApi(this WebApplication app)
    {
        var incidents = app.Services.GetRequiredService<IncidentEndpoints>();
        var sessions = app.Services.GetRequiredService<SessionEndpoints>();
        var candidates = app.Services.GetRequiredService<CandidateEndpoints>();
        var rooms = app.Services.GetRequiredService<RoomEndpoints>();
        var webhooks = app.Services.GetRequiredService<WebhookEndpoints>();
        var api = app.MapGroup("/api").RequireRateLimiting(RateLimits.Api).ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable);

        api.MapGet("/incidents", incidents.ListAsync).Named("listIncidents", "Incidents in the order in which they were stored.", Policies.Read).ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/incidents/{id}", incidents.FindAsync).Named("getIncident", "An incident.", Policies.Read).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/incidents/{id}/evidence", incidents.EvidenceAsync).Named("getEvidence", "Addresses of an incident's pictures, good for a short time. Audited.", Policies.Review).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/incidents/{id}/review", incidents.ReviewAsync).Named("reviewIncident", "Says what an incident was. A session whose every episode is dismissed is flagged no more. Audited.", Policies.Review)
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPut("/incidents/{id}/hold", incidents.HoldAsync).Named("holdIncident", "Has an incident and its pictures stay however old they are. Audited.", Policies.Operate).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete("/incidents/{id}/hold", incidents.HoldAsync).Named("releaseIncident", "Lets an incident go when its time is up. Audited.", Policies.Operate).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapDelete("/candidates/{id}", candidates.RemoveAsync).Named("removeCandidate", "Removes all that there is of a candidate, and says what that was. Audited.", Policies.Operate);
        api.MapGet("/sessions/{id}", sessions.FindAsync).Named("getSession", "A session and its episodes.", Policies.Read).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/sessions", sessions.CreateAsync).Named("createSession", "Makes a session and the link that lets its candidate in, once.", Policies.Operate).ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPost("/join", sessions.JoinAsync).Named("join", "Exchanges the code of a link for the candidate's token. No token is needed.", policy: null).ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPost("/tickets", sessions.TicketAsync).Named("createTicket", "A ticket for a socket whose client can send no token: good once, for a minute.", Policies.Candidate);
        api.MapPost("/rooms/{room}/tickets", rooms.TicketAsync).Named("createRoomTicket", "A ticket for the socket of a room, where a browser can send no token: good once, for a minute.", Policies.Read).ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/webhooks/dead-letters", webhooks.ListAsync).Named("listDeadLetters", "What webhooks could not be told, the oldest first.", Policies.Operate).ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapPost("/webhooks/dead-letters/{letter}/replay", webhooks.ReplayAsync).Named("replayDeadLetter", "Has a dead letter sent again. Audited.", Policies.Operate).ProducesProblem(StatusCodes.Status404NotFound);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    /// <param name="policy">Who may; null for everybody.</param>
    private static RouteHandlerBuilder Named(this RouteHandlerBuilder endpoint, string name, string summary, string? policy)
    {
        endpoint.WithName(name).WithSummary(summary).WithTags("proctoring").ProducesProblem(StatusCodes.Status403Forbidden);
        return policy is null ? endpoint.AllowAnonymous() : endpoint.RequireAuthorization(policy).ProducesProblem(StatusCodes.Status401Unauthorized);
    }
}
