using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Pages;

/// <summary>The candidate's page, from files inside the assembly, its configuration, and what its check before the exam needs.</summary>
internal static class PageEndpoints
{
    /// <summary>The one file that pages of other origins load.</summary>
    private const string EmbedScript = "proctoring-monitor.js";

    public static void MapPages(this WebApplication app)
    {
        var files = new ManifestEmbeddedFileProvider(typeof(PageEndpoints).Assembly, "wwwroot");
        var policy = ContentSecurityPolicy(app.Services.GetRequiredService<IOptions<PageOptions>>().Value);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = file => Protect(file.Context.Response.Headers, file.File, policy) });
        app.MapGet("/config.json", (IOptions<PageOptions> page, IOptions<VerdictOptions> verdicts, IOptions<CandidateSessionOptions> sessions) =>
            Configuration(page.Value, verdicts.Value, sessions.Value));
        app.MapConnectionCheck();
    }

    private static string ContentSecurityPolicy(PageOptions page)
    {
        var ancestors = page.FrameAncestors.Count == 0 ? "'none'" : string.Join(' ', page.FrameAncestors.Prepend("'self'"));
        return "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
            + $"connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}";
    }

    private static void Protect(IHeaderDictionary headers, IFileInfo file, string policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self)";
        headers.CacheControl = "no-cache";
        if (file.Name == EmbedScript) headers.AccessControlAllowOrigin = "*";
    }

    private static object Configuration(PageOptions page, VerdictOptions verdicts, CandidateSessionOptions sessions) => new
    {
        SocketPath = WebSocketEndpoint.Path,
        IntervalMs = page.Interval.TotalMilliseconds,
        page.JpegQuality,
        page.Width,
        page.Height,
        HoldMs = verdicts.Hold.TotalMilliseconds,
        Reconnect = new { Attempts = page.ReconnectAttempts, MaxDelayMs = page.ReconnectMaxDelay.TotalMilliseconds },
        Kept = new { SessionHours = Math.Round(sessions.Lifetime.TotalHours, 1), Pictures = false },
        EmbeddedBy = page.FrameAncestors,
    };
}
