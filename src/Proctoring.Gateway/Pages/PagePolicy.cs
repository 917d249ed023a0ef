using Microsoft.Extensions.FileProviders;
using Proctoring.Gateway.Access;

namespace Proctoring.Gateway.Pages;

/// <summary>What goes with the pages' files: what a browser may load, whom it may talk to, and who may embed it.</summary>
/// <param name="pictures">Where pictures lie that are not here; null for nowhere.</param>
internal sealed class PagePolicy(PageOptions page, AccessOptions access, string? pictures)
{
    /// <summary>The one file that pages of other origins load.</summary>
    private const string EmbedScript = "proctoring-monitor.js";

    /// <summary>The observer's page, which nobody embeds.</summary>
    public const string ObserveFile = "observe.html";

    private readonly string _candidates = Content(pictures, "'self'", page.FrameAncestors.Count == 0 ? "'none'" : string.Join(' ', page.FrameAncestors.Prepend("'self'")));
    private readonly string _observers = Content(pictures, string.Join(' ', AskedForTokens(access).Prepend("'self'").Distinct()), "'none'");

    public void Apply(IHeaderDictionary headers, IFileInfo file)
    {
        var isObserve = file.Name == ObserveFile;
        headers.ContentSecurityPolicy = isObserve ? _observers : _candidates;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = isObserve ? "camera=()" : "camera=(self)";
        headers.CacheControl = "no-cache";
        if (isObserve) headers.XFrameOptions = "DENY";
        if (file.Name == EmbedScript) headers.AccessControlAllowOrigin = "*";
    }

    private static string Content(string? pictures, string connect, string ancestors)
    {
        var images = string.Join(' ', (string?[])["'self'", "blob:", "data:", pictures]).TrimEnd();
        return "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src " + images + "; media-src 'self' blob:; "
            + $"connect-src {connect}; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}";
    }

    private static IEnumerable<string> AskedForTokens(AccessOptions access) => access.Observe.ClientId.Length == 0
        ? []
        : access.Observe.Origins.Select(origin => origin.TrimEnd('/')).Prepend(new Uri(access.Authority).GetLeftPart(UriPartial.Authority));
}
