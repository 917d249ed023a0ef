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
    private readonly X509Certificate2? _certificate;
    private readonly X509Certificate2? _clients;
    private WebApplication? _app;
    private int _handshakes;

    private ScriptedPod(X509Certificate2? certificate, X509Certificate2? clients) => (_certificate, _clients) = (certificate, clients);

    public int Port { get; private set; }

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{Port}");

    public PodBehaviour Behaviour { get; } = new();

    /// <summary>What was asked, oldest first.</summary>
    public ConcurrentQueue<ModelInferRequest> Requests { get; } = new();

    public PodCounters Counters { get; } = new();

    /// <summary>TLS handshakes that a client has begun.</summary>
    public int Handshakes => Volatile.Read(ref _handshakes);

    /// <param name="certificate">With its key, for TLS.</param>
    /// <param name="clients">The authority of clients, who must then show a certificate.</param>
    public static async Task<ScriptedPod> StartAsync(X509Certificate2? certificate = null, X509Certificate2? clients = null)
    {
        var pod = new ScriptedPod(certificate, clients);
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
            if (_certificate is not null) listen.UseHttps(UseTls);
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

    private void UseTls(HttpsConnectionAdapterOptions https)
    {
        https.ServerCertificateSelector = (_, _) =>
        {
            Interlocked.Increment(ref _handshakes);
            return _certificate;
        };
        if (_clients is null) return;
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, _, _) => certificate.Issuer == _clients.Subject;
    }

    public async ValueTask DisposeAsync()
    {
        Behaviour.Release();
        await KillAsync();
    }
}
