using System.Globalization;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Stores;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>Where browsers, or a CDN, fetch pictures that lie in a folder.</summary>
internal sealed class PictureEndpoint(FolderStore store, SigningKeys keys, TimeProvider time, IOptions<DeliveryOptions> options)
{
    public const string Route = "/" + ObjectName.Pictures + "{shard}/{file}";

    /// <summary>403 without a valid signature, whether or not there is such a picture; 404 where it is gone.</summary>
    public IResult Answer(HttpContext context, string shard, string file)
    {
        var name = $"{ObjectName.Pictures}{shard}/{file}";
        if (ExpiryOf(name, context.Request.Query) - time.GetUtcNow() is not { } left || left <= TimeSpan.Zero) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (store.Open(name) is not { } picture) return Results.NotFound();
        var headers = ObjectHeaders.Picture(options.Value, left);
        context.Response.Headers.CacheControl = headers.CacheControl;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(picture, headers.ContentType);
    }

    // Null where the address is not ours.
    private DateTimeOffset? ExpiryOf(string name, IQueryCollection query)
    {
        var (expires, signature) = (query["e"].ToString(), query["s"].ToString());
        if (!ObjectName.IsPicture(name) || keys.Find(query["k"].ToString()) is not { } key || !key.Signed(name, expires, signature)) return null;
        return DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture)); // we have written it ourselves
    }
}
