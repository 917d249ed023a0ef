using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Pages;

/// <summary>The page of those who watch over a room, at <c>/observe</c>, and what it must know before anybody has signed in.</summary>
internal static class ObservePage
{
    public const string Path = "/observe";

    /// <summary>Has the address lead to the file; whatever goes with files goes with it.</summary>
    public static void UseObservePage(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.Request.Path.Equals(Path, StringComparison.Ordinal) || context.Request.Path.Equals(Path + "/", StringComparison.Ordinal)) context.Request.Path = "/" + PagePolicy.ObserveFile;
        return next(context);
    });

    public static void MapObservePage(this WebApplication app) => app.MapGet(Path + "/config.json", Configuration).ExcludeFromDescription();

    private static object Configuration(IOptions<AccessOptions> access, AccessScope scope, IOptions<VerdictOptions> verdicts, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        var settings = access.Value;
        return new
        {
            SignIn = WayIn(settings, scope),
            settings.Authority,
            settings.Observe.ClientId,
            settings.Observe.Scope,
            Room = StoredSession.DefaultRoom,
            HoldMs = verdicts.Value.Hold.TotalMilliseconds,
        };
    }

    /// <summary><c>open</c>: nobody needs to; <c>oidc</c>: at the authority; <c>token</c>: whoever opens the page brings a token; <c>closed</c>: nobody can.</summary>
    private static string WayIn(AccessOptions access, AccessScope scope)
    {
        if (scope.IsOpen) return "open";
        if (access.Authority.Length > 0) return access.Observe.ClientId.Length > 0 ? "oidc" : "closed";
        return access.KeyFile.Length > 0 ? "token" : "closed";
    }
}
