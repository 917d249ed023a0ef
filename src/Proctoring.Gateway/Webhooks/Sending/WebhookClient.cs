using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Webhooks.Sending;

/// <summary>How an attempt ended.</summary>
/// <param name="Failure">Null where the target took it. Never says where it went or what came back.</param>
/// <param name="IsFinal">The target wants it never again.</param>
/// <param name="RetryAfter">When the target wants to be asked again; null where it has not said.</param>
internal readonly record struct Attempt(string? Failure, bool IsFinal = false, TimeSpan? RetryAfter = null);

/// <summary>Posts to strangers: follows no redirect, uses no proxy, keeps no cookie, reads no body.</summary>
internal sealed class WebhookClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public WebhookClient(IOptions<WebhookOptions> options, TimeProvider time)
    {
        (_timeout, _time) = (options.Value.AttemptTimeout, time);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = new GuardedConnection(new AddressRule(options.Value.AllowedNetworks)).ConnectAsync,
        };
        if (options.Value.CaFile.Length > 0) handler.SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Believing(options.Value.CaFile) };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async ValueTask<Attempt> SendAsync(WebhookTarget target, WebhookEvent message, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var request = Request(target, message);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (response.IsSuccessStatusCode) return new Attempt(null);
            return new Attempt($"status {(int)response.StatusCode}", response.StatusCode == HttpStatusCode.Gone, Wish(response.Headers.RetryAfter));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Attempt($"no answer within {_timeout.TotalSeconds:F0} s");
        }
        catch (HttpRequestException e)
        {
            return new Attempt(Reason(e));
        }
    }

    private HttpRequestMessage Request(WebhookTarget target, WebhookEvent message)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var signatures = target.Secrets.Select(secret => secret.Sign(message.Id, now, message.Body.Span));
        var content = new ReadOnlyMemoryContent(message.Body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        return new HttpRequestMessage(HttpMethod.Post, target.Url)
        {
            Content = content,
            Headers =
            {
                { "webhook-id", message.Id },
                { "webhook-timestamp", now.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", string.Join(' ', signatures) },
                { "user-agent", "proctoring" },
            },
        };
    }

    private TimeSpan? Wish(RetryConditionHeaderValue? header) => header?.Delta ?? header?.Date - _time.GetUtcNow();

    private static string Reason(HttpRequestException e) => e.InnerException switch
    {
        ForbiddenAddressException => "address not allowed",
        AuthenticationException => "certificate not believed",
        _ when e.HttpRequestError == HttpRequestError.NameResolutionError => "name unknown",
        _ => "unreachable",
    };

    private static X509ChainPolicy Believing(string file)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(file);
        return policy;
    }

    public void Dispose() => _http.Dispose();
}
