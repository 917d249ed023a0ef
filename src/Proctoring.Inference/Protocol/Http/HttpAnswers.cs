using System.Globalization;
using System.Text.Json;
using Grpc.Core;

namespace Proctoring.Inference.Protocol.Http;

/// <summary>Answers that are JSON alone: <c>{"error": …}</c>.</summary>
internal static class HttpAnswers
{
    public static Task WriteErrorAsync(HttpContext context, in InferAnswer answer)
    {
        if (answer.RetryAfter > TimeSpan.Zero) // whole seconds, RFC 9110, 10.2.3
            context.Response.Headers.RetryAfter = Math.Ceiling(answer.RetryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return WriteErrorAsync(context, StatusOf(answer.Code), answer.Sentence);
    }

    public static async Task WriteErrorAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("error"u8, sentence);
        json.WriteEndObject();
    }

    private static int StatusOf(StatusCode code) => code switch
    {
        StatusCode.InvalidArgument => StatusCodes.Status400BadRequest,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
