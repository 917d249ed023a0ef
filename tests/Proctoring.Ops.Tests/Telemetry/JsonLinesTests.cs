using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Proctoring.Hosting.Telemetry.Logs;

namespace Proctoring.Ops.Tests.Telemetry;

public sealed class JsonLinesTests
{
    [Fact]
    public void Write_OfASentence_IsOneFlatObject()
    {
        KeyValuePair<string, object?>[] state = [new("Session", "a\"b"), new("Frame", 7L), new("Took", 1.5), new("Fits", true), new("{OriginalFormat}", "…")];

        var line = Write(LogLevel.Warning, state, "two\nlines", new InvalidOperationException("why"));

        Assert.EndsWith("}\n", line, StringComparison.Ordinal);
        Assert.Single(line, '\n');
        var entry = JsonDocument.Parse(line).RootElement;
        Assert.Equal(("warn", "Room", 42, "two\nlines"), (Text("level"), Text("logger"), entry.GetProperty("event").GetInt32(), Text("message")));
        Assert.Contains("why", Text("exception"), StringComparison.Ordinal);
        Assert.Equal("""{"Session":"a\"b","Frame":7,"Took":1.5,"Fits":true}""", entry.GetProperty("fields").GetRawText());
        Assert.True(entry.GetProperty("time").GetDateTime() > DateTime.UnixEpoch);

        string? Text(string name) => entry.GetProperty(name).GetString();
    }

    [Fact]
    public void Write_OutsideOfATrace_HasNone()
    {
        using var unsampled = new Activity("handshake").Start();

        Assert.DoesNotContain("trace_id", Write(LogLevel.Information, [], "", null), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_InATrace_NamesIt()
    {
        using var sampled = new Activity("frame") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();

        Assert.Contains($"\"trace_id\":\"{sampled.TraceId}\"", Write(LogLevel.Information, [], "", null), StringComparison.Ordinal);
    }

    private static string Write(LogLevel level, KeyValuePair<string, object?>[] state, string message, Exception? exception)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new JsonLines(TimeProvider.System).Write(new LogEntry<KeyValuePair<string, object?>[]>(level, "Room", new EventId(42), state, exception, (_, _) => message), null, text);
        return text.ToString();
    }
}
