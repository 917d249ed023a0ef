namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>Addresses under which browsers fetch stored objects. Each opens one object until it expires.</summary>
internal interface IAddresses
{
    /// <summary>Where they lie, as a Content-Security-Policy names it; null for this server itself.</summary>
    string? Origin { get; }

    ValueTask<string> SignAsync(string name, DateTimeOffset expires, CancellationToken cancellationToken);
}
