using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Pages;

/// <summary>The candidate's page and its configuration, from files inside the assembly.</summary>
internal static class PageEndpoints
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapPages(this WebApplication app)
    {
        var files = new ManifestEmbeddedFileProvider(typeof(PageEndpoints).Assembly, "wwwroot");
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = file => Protect(file.Context.Response.Headers) });
        app.MapGet("/config.json", (IOptions<PageOptions> page, IOptions<VerdictOptions> verdicts) => Configuration(page.Value, verdicts.Value));
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self)";
        headers.CacheControl = "no-cache";
    }

    private static object Configuration(PageOptions page, VerdictOptions verdicts) => new
    {
        SocketPath = WebSocketEndpoint.Path,
        IntervalMs = page.Interval.TotalMilliseconds,
        page.JpegQuality,
        page.Width,
        page.Height,
        HoldMs = verdicts.Hold.TotalMilliseconds,
        Reconnect = new { Attempts = page.ReconnectAttempts, MaxDelayMs = page.ReconnectMaxDelay.TotalMilliseconds },
    };
}
