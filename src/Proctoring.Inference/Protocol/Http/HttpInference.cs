using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Batching;
using Proctoring.Vision;

namespace Proctoring.Inference.Protocol.Http;

/// <summary>
/// <c>POST /v2/models/detector/infer</c>. Pictures travel by Triton's binary tensor extension: behind the JSON, whose length
/// the header <c>Inference-Header-Content-Length</c> gives. With length 0 there is no JSON and the whole body is one picture.
/// </summary>
internal sealed class HttpInference(Inferring inferring, IOptions<BatchingOptions> batching, DetectorOptions detector)
{
    public const string HeaderLength = "Inference-Header-Content-Length";

    private readonly int _maxBytes = Serving.Ports.MaxRequestBytes(batching.Value, detector);

    public async Task HandleAsync(HttpContext context, string name, string? version)
    {
        using var body = await ReadAsync(context);
        if (body is null)
        {
            await HttpAnswers.WriteErrorAsync(context, StatusCodes.Status413PayloadTooLarge, $"A request may have at most {_maxBytes:N0} bytes.");
            return;
        }
        if (!HttpRequestReader.TryRead(context.Request.Headers[HeaderLength], body.Memory, out var read, out var complaint))
        {
            await HttpAnswers.WriteErrorAsync(context, StatusCodes.Status400BadRequest, complaint);
            return;
        }
        read!.Request.ModelName = name;
        read.Request.ModelVersion = version ?? "";
        using var answer = await inferring.AnswerAsync(read.Request, deadline: null, context.RequestAborted);
        if (answer.Response is { } response) await HttpResponseWriter.WriteAsync(context, response, read.IsBinary);
        else await HttpAnswers.WriteErrorAsync(context, answer);
    }

    // Null where there is more than may be. Decompression, if any, has happened before.
    private async Task<PooledBytes?> ReadAsync(HttpContext context)
    {
        var expected = (int)Math.Min(context.Request.ContentLength ?? 0, _maxBytes);
        var bytes = PooledBytes.Rent(Math.Max(expected + 1, 4096));
        try
        {
            while (bytes.Length <= _maxBytes)
            {
                if (bytes.Remaining.IsEmpty) bytes.Grow(2 * bytes.Capacity);
                var count = await context.Request.Body.ReadAsync(bytes.Remaining, context.RequestAborted);
                if (count == 0) return bytes;
                bytes.Advance(count);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // Told like any body that is too long.
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
        bytes.Dispose();
        return null;
    }
}
