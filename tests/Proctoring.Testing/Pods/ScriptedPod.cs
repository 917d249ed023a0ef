using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Testing.Pods;

/// <summary>
/// An inference pod without a model: it serves the detector's contract over gRPC on a free port and sees what a frame's comment
/// says. It can be held, slowed, made to refuse or to fail, stopped, and started again on its port.
/// </summary>
public sealed class ScriptedPod : IAsyncDisposable
{
    private readonly PodTls? _tls;
    private WebApplication? _app;
    private int _handshakes;

    private ScriptedPod(PodTls? tls) => _tls = tls;

    public int Port { get; private set; }

    public Uri Address => new($"{(_tls is null ? "http" : "https")}://127.0.0.1:{Port}");

    public PodBehaviour Behaviour { get; } = new();

    /// <summary>What was asked, oldest first.</summary>
    public ConcurrentQueue<ModelInferRequest> Requests { get; } = new();

    public PodCounters Counters { get; } = new();

    /// <summary>TLS handshakes that a client has begun.</summary>
    public int Handshakes => Volatile.Read(ref _handshakes);

    public static async Task<ScriptedPod> StartAsync(PodTls? tls = null)
    {
        var pod = new ScriptedPod(tls);
        await pod.StartAsync();
        return pod;
    }

    /// <summary>Starts it, or starts it again on its port.</summary>
    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ScriptedDetector(this));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (_tls is not null) listen.UseHttps(https => UseTls(https, _tls));
        }));
        _app = builder.Build();
        _app.MapGrpcService<ScriptedDetector>();
        await _app.StartAsync();
        Port = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;
    }

    /// <summary>Cuts every connection, answered or not.</summary>
    public async Task KillAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private void UseTls(HttpsConnectionAdapterOptions https, PodTls tls)
    {
        if (tls.Intermediates is null) https.ServerCertificateSelector = (_, _) => tls.Certificate; // whatever it is good for
        else (https.ServerCertificate, https.ServerCertificateChain) = (tls.Certificate, tls.Intermediates);
        https.OnAuthenticate = (_, _) => Interlocked.Increment(ref _handshakes);
        if (tls.Clients is not { } clients) return;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => certificate.Issuer == clients.Subject;
    }

    public async ValueTask DisposeAsync()
    {
        Behaviour.Release();
        await KillAsync();
    }
}

/// <param name="Certificate">With its key.</param>
/// <param name="Clients">The authority of clients, who must then show a certificate.</param>
/// <param name="Intermediates">Sent with the certificate.</param>
public sealed record PodTls(X509Certificate2 Certificate, X509Certificate2? Clients = null, X509Certificate2Collection? Intermediates = null);
