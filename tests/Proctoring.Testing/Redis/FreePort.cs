using System.Net;
using System.Net.Sockets;

namespace Proctoring.Testing.Redis;

/// <summary>
/// Ports below those that the system gives to outgoing connections: a server that is killed finds its port free when it comes
/// back.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Last = 30_000;

    public static int Find()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // taken: another one
            }
        }
    }
}
