using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Proctoring.Hosting;
using Proctoring.Hosting.Tls;
using Proctoring.Inference.Batching;
using Proctoring.Vision;

namespace Proctoring.Inference.Serving;

/// <summary>Three ports: HTTP, gRPC, management.</summary>
internal sealed class Ports(
    IOptions<ServerOptions> server, IOptions<TlsOptions> tls, IOptions<BatchingOptions> batching, DetectorOptions detector, TimeProvider time, ILogger<Ports> logger)
    : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>Gateways send thousands of frames over one connection; the default of 100 would make them wait.</summary>
    private const int MaxStreams = 10_000;

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBytes(batching.Value, detector);
        var secure = Tls();
        var address = server.Value.ParsedAddress;
        kestrel.Listen(address, server.Value.HttpPort, listen => Set(listen, HttpProtocols.Http1, secure));
        kestrel.Listen(address, server.Value.GrpcPort, listen => Set(listen, HttpProtocols.Http2, secure));
        ManagementPort.Listen(kestrel, address, server.Value.ManagementPort);
    }

    /// <summary>The largest request in bytes: as many pictures as one may have, and what is around them.</summary>
    public static int MaxRequestBytes(BatchingOptions batching, DetectorOptions detector) =>
        (int)Math.Min(int.MaxValue, (long)batching.MaxImages * (detector.MaxFrameBytes + 16) + 64 * 1024);

    private PodTls? Tls()
    {
        if (!tls.Value.IsOn) return null;
        var files = new PemFiles(new PemPaths(tls.Value.CertificateFile, tls.Value.KeyFile, tls.Value.ClientCaFile), time, logger);
        return new PodTls(files, asksCallers: tls.Value.ClientCaFile.Length > 0);
    }

    private static void Set(ListenOptions listen, HttpProtocols protocols, PodTls? secure)
    {
        listen.Protocols = protocols;
        if (secure is not null) listen.UseHttps(secure.Callback);
    }
}
