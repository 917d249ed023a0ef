using System.Text;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Delivery.Addresses;
using Proctoring.Gateway.Delivery.Stores;
using Proctoring.Gateway.Incidents;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Pages;

/// <summary>The pages, from files inside the assembly; the candidate's configuration, and what its check before the exam needs.</summary>
internal static class PageEndpoints
{
    public static void MapPages(this WebApplication app)
    {
        var files = new ManifestEmbeddedFileProvider(typeof(PageEndpoints).Assembly, "wwwroot");
        var origin = app.Services.GetService<IAddresses>()?.Origin;
        var policy = new PagePolicy(app.Services.GetRequiredService<IOptions<PageOptions>>().Value, app.Services.GetRequiredService<IOptions<AccessOptions>>().Value, origin);
        app.UseObservePage();
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = file => policy.Apply(file.Context.Response.Headers, file.File) });
        app.MapGet("/config.json", (string? room, IOptions<PageOptions> page, IOptions<VerdictOptions> verdicts, IOptions<CandidateSessionOptions> sessions, IOptions<DeliveryOptions> delivery, IOptions<IncidentOptions> incidents, AccessScope access) =>
            Configuration(page.Value, verdicts.Value, sessions.Value, Pictures(delivery.Value, room ?? StoredSession.DefaultRoom, origin), EvidenceDays(delivery.Value, incidents.Value), access)).ExcludeFromDescription();
        app.MapConnectionCheck();
        app.MapObservePage();
    }

    private static PagePictures Pictures(DeliveryOptions delivery, string room, string? origin)
    {
        var mode = delivery.PicturesOf(room);
        var isStored = mode == PictureMode.Url;
        return new PagePictures(Encoding.UTF8.GetString(PictureModes.Name(mode)), isStored && origin is not null ? new Uri(origin).Authority : null, isStored ? (int)Math.Ceiling(delivery.KeepFor.TotalHours) : 0);
    }

    // Where there is no store no picture is kept.
    private static int EvidenceDays(DeliveryOptions delivery, IncidentOptions incidents) => delivery.Store == StoreKind.None ? 0 : (int)Math.Ceiling(incidents.KeepFor.TotalDays);

    private static object Configuration(PageOptions page, VerdictOptions verdicts, CandidateSessionOptions sessions, PagePictures pictures, int evidenceDays, AccessScope access) => new
    {
        SocketPath = WebSocketEndpoint.Path,
        IntervalMs = page.Interval.TotalMilliseconds,
        page.JpegQuality,
        page.Width,
        page.Height,
        HoldMs = verdicts.Hold.TotalMilliseconds,
        Reconnect = new { Attempts = page.ReconnectAttempts, MaxDelayMs = page.ReconnectMaxDelay.TotalMilliseconds },
        Kept = new { SessionHours = Math.Round(sessions.Lifetime.TotalHours, 1), PictureHours = pictures.Hours, EvidenceDays = evidenceDays },
        Pictures = new { pictures.Mode, pictures.Host },
        NeedsToken = access.CandidatesNeedTokens,
        EmbeddedBy = page.FrameAncestors,
    };

    /// <param name="Host">Where stored ones lie; null for here, or for none that are stored.</param>
    /// <param name="Hours">How long they are stored at most; 0 for not at all.</param>
    private sealed record PagePictures(string Mode, string? Host, int Hours);
}
