using System.Net;
using System.Net.Sockets;

namespace Proctoring.Gateway.Webhooks.Sending;

/// <summary>
/// Which addresses a notice may go to: those of the public Internet, and of networks that are named. Asked of the address that is dialled,
/// after the name was looked up, so that no name leads to what its address would not. Pure.
/// </summary>
/// <remarks>Blocks of the registries https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry.</remarks>
internal sealed class AddressRule(IEnumerable<string> allowed)
{
    private static readonly IPNetwork[] Special =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork Unicast = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");
    private readonly IPNetwork[] _allowed = [.. allowed.Select(IPNetwork.Parse)];

    public bool IsAllowed(IPAddress address)
    {
        var plain = Plain(address);
        return _allowed.Any(network => network.Contains(plain)) || IsPublic(plain);
    }

    // An IPv4 address in the clothes of an IPv6 one is what it is.
    private static IPAddress Plain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return Translated.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12)) : address;
    }

    private static bool IsPublic(IPAddress address) =>
        (address.AddressFamily == AddressFamily.InterNetwork || Unicast.Contains(address)) && !Special.Any(network => network.Contains(address));
}
