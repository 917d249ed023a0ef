namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>What is sent along with an object when it is fetched.</summary>
internal sealed record ObjectHeaders(string ContentType, string CacheControl)
{
    /// <summary>Pictures never change, and nobody fetches one after its address has expired.</summary>
    public static ObjectHeaders Picture(DeliveryOptions options) => Picture(options, options.AddressLifetime);

    /// <summary>Evidence is looked at seldom and by few: no cache keeps it.</summary>
    public static ObjectHeaders Evidence(string contentType) => new(contentType, "private, no-store");

    /// <param name="left">Time until the address expires: no cache may answer it any longer.</param>
    public static ObjectHeaders Picture(DeliveryOptions options, TimeSpan left) =>
        new("image/jpeg", $"{(options.Cdn.IsUsed ? "public" : "private")}, max-age={(long)left.TotalSeconds}, immutable");
}
