using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Management;

/// <summary>Marks connections that came in through the management port, so that endpoints can tell whatever number it has.</summary>
internal sealed class ManagementPort(IOptions<ServerOptions> options) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions kestrel)
    {
        var server = options.Value;
        kestrel.AddServerHeader = false;
        kestrel.Listen(server.ParsedAddress, server.Port);
        kestrel.Listen(server.ParsedAddress, server.ManagementPort, listen => listen.Use(next => connection =>
        {
            connection.Features.Set(this);
            return next(connection);
        }));
    }

    /// <summary>Whether management endpoints answer on this request's port.</summary>
    public static bool Serves(HttpContext context) =>
        context.Features.Get<ManagementPort>() is not null
        || context.RequestServices.GetRequiredService<IOptions<ServerOptions>>().Value.ManagementOnMainPort;
}
