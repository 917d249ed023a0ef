using Proctoring.Contracts;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>
/// What the first browser client understands: the picture as a binary message, then one text message
/// <c>{"cheating_detected", "object_count", "message"}</c>; errors are <c>{"status": "error", "message"}</c>. It takes any
/// text for one of the two, so nothing else may ever be sent.
/// </summary>
internal sealed class FirstDialect : IDialect
{
    public bool BeginsWithStart => false;

    public ClientWord Read(ReadOnlySpan<byte> text) => new ClientWord.NotAFrame();

    public PooledBytes? Hello(Welcome welcome) => null;

    public PooledBytes? Mark(in Mark mark) => null;

    public PooledBytes? Pace(in Pace pace) => null;

    public PooledBytes Verdict(in VerdictReport report)
    {
        using var message = new JsonMessage();
        var json = message.Json;
        json.WriteBoolean("cheating_detected"u8, report.Verdict.CheatingDetected);
        message.WriteObjectCount(report.Verdict);
        json.WriteString("message"u8, report.Verdict.Sentence);
        return message.Finish();
    }

    public PooledBytes Error(in Refusal refusal)
    {
        using var message = new JsonMessage();
        message.Json.WriteString("status"u8, "error"u8);
        message.Json.WriteString("message"u8, refusal.Sentence);
        return message.Finish();
    }
}
