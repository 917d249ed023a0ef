using System.Net;
using System.Net.Sockets;

namespace Proctoring.Gateway.Webhooks.Sending;

/// <summary>Connects to the first address of a name that may be connected to.</summary>
internal sealed class GuardedConnection(AddressRule rule)
{
    /// <exception cref="ForbiddenAddressException">The name has addresses and none may be connected to.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var endPoint = context.DnsEndPoint;
        var found = await Dns.GetHostAddressesAsync(endPoint.Host, cancellationToken);
        IPAddress[] allowed = [.. found.Where(rule.IsAllowed)];
        if (found.Length > 0 && allowed.Length == 0) throw new ForbiddenAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Thrown through the HTTP client, which has no other way to be told.</summary>
internal sealed class ForbiddenAddressException() : IOException("None of the name's addresses may be connected to.");
