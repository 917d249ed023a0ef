using System.Globalization;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Stores;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>Where browsers, or a CDN, fetch pictures that lie in a folder.</summary>
internal sealed class PictureEndpoint(FolderStore store, SigningKeys keys, TimeProvider time, IOptions<DeliveryOptions> options)
{
    public const string Route = "/" + ObjectName.Pictures + "{shard}/{file}";

    private readonly ObjectHeaders _headers = ObjectHeaders.Picture(options.Value);

    /// <summary>403 without a valid signature, whether or not there is such a picture; 404 where it is gone.</summary>
    public IResult Answer(HttpContext context, string shard, string file)
    {
        var name = $"{ObjectName.Pictures}{shard}/{file}";
        if (!IsSigned(name, context.Request.Query)) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (store.Open(name) is not { } picture) return Results.NotFound();
        context.Response.Headers.CacheControl = _headers.CacheControl;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(picture, _headers.ContentType);
    }

    private bool IsSigned(string name, IQueryCollection query)
    {
        var (expires, signature) = (query["e"].ToString(), query["s"].ToString());
        if (!ObjectName.IsPicture(name) || keys.Find(query["k"].ToString()) is not { } key || !key.Signed(name, expires, signature)) return false;
        return long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && time.GetUtcNow().ToUnixTimeSeconds() < seconds;
    }
}
