using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Proctoring.Hosting;

/// <summary>Marks connections that came in through the management port, so that endpoints can tell whatever number it has.</summary>
public sealed class ManagementPort
{
    private static readonly ManagementPort Mark = new();

    private ManagementPort()
    {
    }

    /// <summary>Listens for probes and metrics on a port of their own.</summary>
    public static void Listen(KestrelServerOptions kestrel, IPAddress address, int port) => kestrel.Listen(address, port, listen =>
    {
        listen.Protocols = HttpProtocols.Http1;
        listen.Use(next => connection =>
        {
            connection.Features.Set(Mark);
            return next(connection);
        });
    });

    /// <summary>Whether a request came in through the management port.</summary>
    public static bool IsOf(HttpContext context) => context.Features.Get<ManagementPort>() is not null;
}
