using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>What passed between one page and the server.</summary>
internal sealed class Recording
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<WebSocketCloseStatus?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ImmutableArray<SentFrame> Frames { get; private set; } = [];

    public ImmutableArray<ReceivedVerdict> Verdicts { get; private set; } = [];

    /// <summary>The page's text messages, in order.</summary>
    public ImmutableArray<string> Words { get; private set; } = [];

    /// <summary>Every text message of the server.</summary>
    public ImmutableArray<string> Answers { get; private set; } = [];

    /// <summary>The page's goodbye once both sides have closed, after which nothing passes; null when they do not close.</summary>
    public async Task<WebSocketCloseStatus?> GoodbyeAsync(TimeSpan patience) =>
        await Task.WhenAny(_closed.Task, Task.Delay(patience)) == _closed.Task ? await _closed.Task : null;

    public void Up(WebSocketMessageType type, byte[] message)
    {
        lock (_gate)
        {
            if (type == WebSocketMessageType.Text) Words = Words.Add(Encoding.UTF8.GetString(message));
            else Frames = Frames.Add(new SentFrame(Now(), message));
        }
    }

    public void Down(WebSocketMessageType type, byte[] message)
    {
        if (type != WebSocketMessageType.Text) return;
        var word = JsonSerializer.Deserialize<JsonElement>(message);
        lock (_gate)
        {
            Answers = Answers.Add(word.GetRawText());
            if (word.GetProperty("type").GetString() != "verdict") return;
            var frame = Frames[word.GetProperty("frame").GetInt32() - 1];
            Verdicts = Verdicts.Add(new ReceivedVerdict(
                frame.At, Now(), word.GetProperty("message").GetString()!, word.GetProperty("cheating_detected").GetBoolean()));
        }
    }

    public void Close(WebSocketCloseStatus? goodbye) => _closed.TrySetResult(goodbye);

    private static TimeSpan Now() => Stopwatch.GetElapsedTime(0);
}

/// <param name="At">When it had left the page, by the tap's steady clock.</param>
internal readonly record struct SentFrame(TimeSpan At, byte[] Jpeg);

/// <param name="FrameAt">When its frame had left the page.</param>
/// <param name="At">When it came back.</param>
internal readonly record struct ReceivedVerdict(TimeSpan FrameAt, TimeSpan At, string Message, bool CheatingDetected)
{
    public bool ShowsPhone => Message == "cell phone detected!";
}
