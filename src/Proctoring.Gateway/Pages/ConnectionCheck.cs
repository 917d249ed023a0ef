using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Proctoring.Gateway.Pages;

/// <summary>What the page measures before an exam: round trip and upload speed. Nothing that is sent is kept.</summary>
internal static class ConnectionCheck
{
    /// <summary>Enough to tell 100 kbit/s from 10 Mbit/s, and no more than one large frame.</summary>
    private const int MaxUploadBytes = 256 * 1024;

    public static void MapConnectionCheck(this WebApplication app)
    {
        app.MapGet("/check/ping", () => Results.NoContent()).ExcludeFromDescription();
        app.MapPost("/check/upload", (Delegate)ReceiveAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MaxUploadBytes;
        if (context.Request.ContentLength is not <= MaxUploadBytes)
            return Results.Problem($"Send at most {MaxUploadBytes:N0} bytes, with a Content-Length.", statusCode: StatusCodes.Status413PayloadTooLarge);
        await DiscardAsync(context.Request.BodyReader, context.RequestAborted);
        return Results.NoContent();
    }

    private static async Task DiscardAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted) return;
        }
    }
}
