using System.Text.Encodings.Web;
using System.Text.Json;
using Proctoring.Contracts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>
/// What the first browser client understands: the picture as a binary message, then one text message
/// <c>{"cheating_detected", "object_count", "message"}</c>; errors are <c>{"status": "error", "message"}</c>. It takes any
/// text for one of the two, so nothing else may ever be sent.
/// </summary>
internal sealed class FirstDialect : IDialect
{
    // Times signs and dashes of the error sentences stay readable; the text is JSON on a socket, never markup.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public PooledBytes Verdict(in Verdict verdict)
    {
        var buffer = new PooledWriter();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteBoolean("cheating_detected"u8, verdict.CheatingDetected);
            json.WriteStartObject("object_count"u8);
            foreach (var item in verdict.State.Objects)
            {
                if (item.Count > 0) json.WriteNumber(item.Label, item.Count);
            }
            json.WriteEndObject();
            json.WriteString("message"u8, verdict.SeenLabel is { } label ? $"{label} detected!" : "Nothing detected yet");
            json.WriteEndObject();
        }
        return buffer.Bytes;
    }

    public PooledBytes Error(string sentence)
    {
        var buffer = new PooledWriter();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            json.WriteString("status"u8, "error"u8);
            json.WriteString("message"u8, sentence);
            json.WriteEndObject();
        }
        return buffer.Bytes;
    }
}
