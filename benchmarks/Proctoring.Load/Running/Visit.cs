using System.Net.WebSockets;
using System.Text.Json;
using Proctoring.Load.Frames;
using Proctoring.Load.Recording;

namespace Proctoring.Load.Running;

/// <summary>One connection of a candidate: sends by its loop, and takes in what comes.</summary>
internal sealed class Visit(ClientWebSocket socket, int candidate, bool isV1, LoadPlan plan, FrameSource frames, Recorder recorder)
{
    /// <summary>An end that nobody announced.</summary>
    public const string Broken = "broken";

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(5);

    private readonly SentFrames _sent = new();
    private readonly SemaphoreSlim _answered = new(0);
    private readonly MessageReader _reader = new(socket);
    private TimeSpan _interval = plan.Interval;

    /// <returns>The token that resumes the session; null where the server closed.</returns>
    public async Task<string?> HearHelloAsync(CancellationToken end)
    {
        while (true)
        {
            var message = await _reader.ReadAsync(end);
            if (message.Type == WebSocketMessageType.Close) return null;
            using var json = JsonDocument.Parse(message.Bytes);
            if (json.RootElement.GetProperty("type").GetString() != "hello") continue;
            if (json.RootElement.GetProperty("resumed").GetBoolean()) Interlocked.Increment(ref recorder.Resumed);
            return json.RootElement.GetProperty("resume").GetString();
        }
    }

    /// <returns>Why it ended.</returns>
    public async Task<string> RunAsync(CancellationToken end)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(end);
        var sending = SendAsync(over.Token);
        var receiving = ReceiveAsync();
        if (await Task.WhenAny(sending, receiving) == sending && end.IsCancellationRequested) await GoodbyeAsync();
        var why = await receiving;
        await over.CancelAsync();
        await sending;
        return end.IsCancellationRequested ? "the load was over" : why;
    }

    private async Task SendAsync(CancellationToken over)
    {
        try
        {
            // Spread over an interval, as people are.
            if (plan.Loop == LoopKind.Open) await Task.Delay(_interval * Random.Shared.NextDouble(), over);
            while (!over.IsCancellationRequested && socket.State == WebSocketState.Open)
            {
                var pause = plan.Loop == LoopKind.Open ? Task.Delay(_interval, over) : null;
                var frame = frames.Of(candidate, _sent.Add(isV1));
                recorder.Sent();
                await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
                await (pause ?? _answered.WaitAsync(AnswerWithin, over));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            // The receiving side says why.
        }
    }

    private async Task<string> ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var message = await _reader.ReadAsync(CancellationToken.None);
                Interlocked.Add(ref recorder.BytesReceived, message.Bytes.Length);
                if (message.Type == WebSocketMessageType.Text) Hear(message.Bytes);
                if (message.Type != WebSocketMessageType.Close) continue;
                if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return $"close {(int?)socket.CloseStatus}";
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            return Broken;
        }
    }

    private void Hear(ReadOnlyMemory<byte> text)
    {
        using var json = JsonDocument.Parse(text);
        var message = json.RootElement;
        var type = isV1 ? message.GetProperty("type").GetString() : message.TryGetProperty("status", out _) ? "error" : "verdict";
        switch (type)
        {
            case "verdict":
                recorder.Verdict(_sent.Take(isV1 ? message.GetProperty("frame").GetInt64() : null), isV1 ? message.GetProperty("superseded").GetInt32() : 0);
                _answered.Release();
                break;
            case "error":
                recorder.Error(message.GetProperty(isV1 ? "code" : "message").GetString()!);
                _answered.Release();
                break;
            case "mark":
                Interlocked.Increment(ref recorder.Marks);
                break;
            case "pace" when plan.Loop == LoopKind.Open:
                _interval = TimeSpan.FromMilliseconds(message.GetProperty("interval_ms").GetDouble());
                break;
        }
    }

    private async Task GoodbyeAsync()
    {
        try
        {
            if (isV1) await socket.SendAsync("""{"type":"stop"}"""u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            else await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException)
        {
            // It had ended already.
        }
    }
}
