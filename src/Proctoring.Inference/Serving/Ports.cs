using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using Proctoring.Hosting;
using Proctoring.Inference.Batching;
using Proctoring.Vision;

namespace Proctoring.Inference.Serving;

/// <summary>Three ports: HTTP, gRPC, management.</summary>
internal sealed class Ports(IOptions<ServerOptions> server, IOptions<TlsOptions> tls, IOptions<BatchingOptions> batching, DetectorOptions detector, Certificates certificates)
    : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>Gateways send thousands of frames over one connection; the default of 100 would make them wait.</summary>
    private const int MaxStreams = 10_000;

    public void Configure(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
        kestrel.Limits.MaxRequestBodySize = MaxRequestBytes(batching.Value, detector);
        var address = server.Value.ParsedAddress;
        kestrel.Listen(address, server.Value.HttpPort, listen => Secure(listen, HttpProtocols.Http1));
        kestrel.Listen(address, server.Value.GrpcPort, listen => Secure(listen, HttpProtocols.Http2));
        ManagementPort.Listen(kestrel, address, server.Value.ManagementPort);
    }

    /// <summary>The largest request in bytes: as many pictures as one may have, and what is around them.</summary>
    public static int MaxRequestBytes(BatchingOptions batching, DetectorOptions detector) =>
        (int)Math.Min(int.MaxValue, (long)batching.MaxImages * (detector.MaxFrameBytes + 16) + 64 * 1024);

    private void Secure(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        if (!tls.Value.IsOn) return;
        listen.UseHttps(https =>
        {
            https.ServerCertificateSelector = (_, _) => certificates.Own;
            if (tls.Value.ClientCaFile.Length == 0) return;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (caller, _, _) => certificates.Accepts(caller);
        });
    }
}
