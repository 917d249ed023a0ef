using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Access;

/// <summary>Which pages may open a socket (RFC 6455, 10.2). A browser does not keep other sites from trying; the server must.</summary>
internal sealed class OriginPolicy(IOptions<AccessOptions> options)
{
    private readonly HashSet<string> _allowed = [.. options.Value.AllowedOrigins.Select(origin => origin.TrimEnd('/'))];

    public bool Allows(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0 || _allowed.Contains("*") || _allowed.Contains(origin)) return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var uri) && uri.Authority == request.Host.Value && uri.Scheme == request.Scheme;
    }
}
