using System.Text.Encodings.Web;
using System.Text.Json;
using Proctoring.Contracts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>One JSON object on its way into pooled bytes.</summary>
internal sealed class JsonMessage : IDisposable
{
    // Times signs and dashes of the sentences stay readable; the text is JSON on a socket, never markup.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly PooledWriter _writer = new();

    public JsonMessage()
    {
        Json = new Utf8JsonWriter(_writer, Options);
        Json.WriteStartObject();
    }

    public Utf8JsonWriter Json { get; }

    /// <summary><c>"object_count": {label: appearances}</c> of those that appeared.</summary>
    public void WriteObjectCount(in Verdict verdict)
    {
        Json.WriteStartObject("object_count"u8);
        foreach (var item in verdict.State.Objects)
        {
            if (item.Count > 0) Json.WriteNumber(item.Label, item.Count);
        }
        Json.WriteEndObject();
    }

    /// <summary>Ends the object and hands its bytes to the caller.</summary>
    public PooledBytes Finish()
    {
        Json.WriteEndObject();
        Json.Flush();
        return _writer.Bytes;
    }

    public void Dispose() => Json.Dispose();
}
