using System.Globalization;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Stores;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>Where browsers, or a CDN, fetch pictures and evidence that lie in a folder.</summary>
internal sealed class PictureEndpoint(FolderStore store, SigningKeys keys, TimeProvider time, IOptions<DeliveryOptions> options)
{
    private const string Rest = "{shard}/{file}";

    public static void Map(WebApplication app, PictureEndpoint endpoint)
    {
        foreach (var prefix in (string[])[ObjectName.Pictures, ObjectName.Evidence])
            app.MapGet($"/{prefix}{Rest}", (HttpContext context, string shard, string file) => endpoint.Answer(context, $"{prefix}{shard}/{file}")).ExcludeFromDescription();
    }

    /// <summary>403 without a valid signature, whether or not there is such a picture; 404 where it is gone.</summary>
    private IResult Answer(HttpContext context, string name)
    {
        if (ExpiryOf(name, context.Request.Query) - time.GetUtcNow() is not { } left || left <= TimeSpan.Zero) return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (store.Open(name) is not { } picture) return Results.NotFound();
        var headers = name.StartsWith(ObjectName.Evidence, StringComparison.Ordinal)
            ? ObjectHeaders.Evidence(ObjectName.ContentTypeOf(name))
            : ObjectHeaders.Picture(options.Value, left);
        context.Response.Headers.CacheControl = headers.CacheControl;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(picture, headers.ContentType);
    }

    // Null where the address is not ours.
    private DateTimeOffset? ExpiryOf(string name, IQueryCollection query)
    {
        var (expires, signature) = (query["e"].ToString(), query["s"].ToString());
        if (!ObjectName.IsOurs(name) || keys.Find(query["k"].ToString()) is not { } key || !key.Signed(name, expires, signature)) return null;
        return DateTimeOffset.FromUnixTimeSeconds(long.Parse(expires, CultureInfo.InvariantCulture)); // we have written it ourselves
    }
}
