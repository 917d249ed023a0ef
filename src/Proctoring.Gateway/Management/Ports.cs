using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Management.Draining;
using Proctoring.Hosting;

namespace Proctoring.Gateway.Management;

/// <summary>Two ports: candidates and management.</summary>
internal sealed class Ports(IOptions<ServerOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        var server = options.Value;
        kestrel.AddServerHeader = false;
        kestrel.Listen(new CandidatesEndPoint(server.ParsedAddress, server.Port));
        ManagementPort.Listen(kestrel, server.ParsedAddress, server.ManagementPort);
    }
}
