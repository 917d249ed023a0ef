using System.Text.Json;
using Proctoring.Contracts;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary><c>proctoring.v1</c>, as <c>docs/protocol.md</c> describes it and <c>docs/proctoring.v1.schema.json</c> checks it.</summary>
internal sealed class V1Dialect : IDialect
{
    /// <summary>The WebSocket subprotocol that asks for this dialect.</summary>
    public const string Subprotocol = "proctoring.v1";

    public bool BeginsWithStart => true;

    public ClientWord Read(ReadOnlySpan<byte> text) => V1Reader.Read(text);

    public PooledBytes? Hello(Welcome welcome)
    {
        using var message = Begin("hello"u8);
        var json = message.Json;
        json.WriteString("session"u8, welcome.SessionId);
        json.WriteString("resume"u8, welcome.ResumeToken);
        json.WriteNumber("resume_expires"u8, welcome.ResumeExpires.ToUnixTimeSeconds());
        json.WriteNumber("interval_ms"u8, (int)welcome.Interval.TotalMilliseconds);
        json.WriteNumber("max_frame_bytes"u8, welcome.MaxFrameBytes);
        json.WriteNumber("max_pixels"u8, welcome.MaxPixels);
        json.WriteString("pictures"u8, PictureModes.Name(welcome.Pictures));
        json.WriteNumber("hold_ms"u8, (int)welcome.Hold.TotalMilliseconds);
        json.WriteBoolean("resumed"u8, welcome.Resumed);
        json.WriteNumber("phone_seconds"u8, Math.Round(welcome.PhoneTotal.TotalSeconds, 3));
        json.WriteBoolean("cheating_detected"u8, welcome.CheatingDetected);
        return message.Finish();
    }

    public PooledBytes Verdict(in VerdictReport report)
    {
        var verdict = report.Verdict;
        using var message = Begin("verdict"u8);
        var json = message.Json;
        json.WriteNumber("frame"u8, report.Frame);
        json.WriteBoolean("cheating_detected"u8, verdict.CheatingDetected);
        json.WriteBoolean("phone_visible"u8, verdict.PhoneVisible);
        json.WriteNumber("phone_ms"u8, (long)verdict.PhoneHeld.TotalMilliseconds);
        json.WriteNumber("phone_seconds"u8, Math.Round(verdict.PhoneTotal.TotalSeconds, 3));
        json.WriteString("message"u8, verdict.Sentence);
        message.WriteObjectCount(verdict);
        WriteDetections(json, report.Analysis);
        json.WriteBoolean("stood_over"u8, report.StoodOver);
        json.WriteString("provider"u8, report.Analysis.Detector.Provider);
        json.WriteString("model"u8, report.Analysis.Detector.Model);
        WriteLatency(json, report);
        json.WriteNumber("superseded"u8, report.Superseded);
        WriteStored(json, report.Stored);
        return message.Finish();
    }

    private static void WriteStored(Utf8JsonWriter json, StoredPicture? stored)
    {
        json.WriteString("image_url"u8, stored?.Url);
        if (stored is null)
        {
            json.WriteNull("image_frame"u8);
            json.WriteNull("image_expires"u8);
            return;
        }
        json.WriteNumber("image_frame"u8, stored.Frame);
        json.WriteNumber("image_expires"u8, stored.Expires.ToUnixTimeMilliseconds());
    }

    public PooledBytes? Mark(in Mark mark)
    {
        using var message = Begin("mark"u8);
        message.Json.WriteNumber("episode"u8, mark.Episode);
        message.Json.WriteNumber("at"u8, mark.At.ToUnixTimeMilliseconds());
        message.Json.WriteNumber("phone_ms"u8, (long)mark.Held.TotalMilliseconds);
        return message.Finish();
    }

    public PooledBytes? Pace(in Pace pace)
    {
        using var message = Begin("pace"u8);
        message.Json.WriteNumber("interval_ms"u8, (int)pace.Interval.TotalMilliseconds);
        message.Json.WriteNumber("width"u8, pace.Width);
        message.Json.WriteString("reason"u8, PaceReasons.Names[(int)pace.Reason]);
        return message.Finish();
    }

    public PooledBytes Error(in Refusal refusal)
    {
        using var message = Begin("error"u8);
        message.Json.WriteString("code"u8, refusal.Code);
        message.Json.WriteString("message"u8, refusal.Sentence);
        if (refusal.Frame > 0) message.Json.WriteNumber("frame"u8, refusal.Frame);
        return message.Finish();
    }

    private static JsonMessage Begin(ReadOnlySpan<byte> type)
    {
        var message = new JsonMessage();
        message.Json.WriteString("type"u8, type);
        return message;
    }

    private static void WriteDetections(Utf8JsonWriter json, AnalyzedFrame analysis)
    {
        json.WriteStartArray("detections"u8);
        for (var i = 0; i < analysis.Detections.Count; i++)
        {
            var detection = analysis.Detections[i];
            json.WriteStartObject();
            json.WriteString("label"u8, detection.Label);
            json.WriteNumber("score"u8, Math.Round(detection.Score, 3));
            json.WriteStartArray("box"u8);
            var box = detection.Box;
            foreach (var side in (ReadOnlySpan<float>)[box.X0, box.Y0, box.X1, box.Y1]) json.WriteNumberValue((int)MathF.Round(side));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartObject("image"u8);
        json.WriteNumber("width"u8, analysis.Width);
        json.WriteNumber("height"u8, analysis.Height);
        json.WriteEndObject();
    }

    private static void WriteLatency(Utf8JsonWriter json, in VerdictReport report)
    {
        var times = report.Times;
        json.WriteStartObject("latency_ms"u8);
        Write("wait"u8, times.Wait);
        Write("decode"u8, times.Decode);
        Write("infer"u8, times.Infer);
        Write("post"u8, times.Post);
        Write("annotate"u8, times.Annotate);
        Write("total"u8, report.Total);
        json.WriteEndObject();

        void Write(ReadOnlySpan<byte> stage, TimeSpan time) => json.WriteNumber(stage, Math.Round(time.TotalMilliseconds, 2));
    }
}
