using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Management.Draining;

/// <summary>
/// Kestrel closes all its ports at once. A gateway that drains must not take anybody in any more, so that the edge goes elsewhere,
/// and must still be looked at: this closes the candidates' port alone, and leaves the connections that it has.
/// </summary>
internal sealed class FrontDoor(IOptions<SocketTransportOptions> options, ILoggerFactory loggers) : IConnectionListenerFactory
{
    private readonly SocketTransportFactory _sockets = new(options, loggers);
    private IConnectionListener? _candidates;

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        var listener = await _sockets.BindAsync(endpoint, cancellationToken);
        if (endpoint is CandidatesEndPoint) _candidates = listener;
        return listener;
    }

    /// <summary>From now on a connection to the candidates' port is refused by the system.</summary>
    public ValueTask CloseAsync(CancellationToken cancellationToken) => _candidates?.UnbindAsync(cancellationToken) ?? ValueTask.CompletedTask;
}
