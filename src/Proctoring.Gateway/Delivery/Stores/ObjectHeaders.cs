namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>What is sent along with an object when it is fetched.</summary>
internal sealed record ObjectHeaders(string ContentType, string CacheControl)
{
    /// <summary>Pictures never change, and nobody fetches one after its address has expired.</summary>
    public static ObjectHeaders Picture(DeliveryOptions options) =>
        new("image/jpeg", $"{(options.Cdn.IsUsed ? "public" : "private")}, max-age={(long)options.AddressLifetime.TotalSeconds}, immutable");
}
