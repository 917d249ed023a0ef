using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Access;

/// <summary>Believes forwarded addresses and schemes from the configured networks, and from nobody else.</summary>
internal sealed class TrustedProxies(IOptions<AccessOptions> access) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.ForwardedHeaders = access.Value.TrustedProxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.ForwardLimit = null; // as many hops as are trusted
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in access.Value.TrustedProxies) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
    }
}
