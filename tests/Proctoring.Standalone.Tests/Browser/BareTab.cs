using System.Net.WebSockets;
using System.Text.Json;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>One tab of <see cref="BareChromium"/>. Nothing about it is emulated.</summary>
internal sealed class BareTab : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _asked;

    public static async Task<BareTab> AttachAsync(Uri devTools)
    {
        var tab = new BareTab();
        using var deadline = new CancellationTokenSource(Patience);
        await tab._socket.ConnectAsync(devTools, deadline.Token);
        return tab;
    }

    /// <summary>The value of a JavaScript expression.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var question = JsonSerializer.SerializeToUtf8Bytes(new { id = ++_asked, method = "Runtime.evaluate", @params = new { expression, returnByValue = true } });
        await _socket.SendAsync(question, WebSocketMessageType.Text, endOfMessage: true, deadline.Token);
        while (true)
        {
            var answer = await ReceiveAsync(deadline.Token);
            if (!answer.TryGetProperty("id", out var id) || id.GetInt32() != _asked) continue; // an event
            return answer.GetProperty("result").GetProperty("result").TryGetProperty("value", out var value) ? value : default;
        }
    }

    /// <summary>Waits until a JavaScript expression is true.</summary>
    public async Task UntilAsync(string holds)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await EvaluateAsync($"Boolean({holds})")).ValueKind != JsonValueKind.True) await tick.WaitForNextTickAsync(deadline.Token);
    }

    private async Task<JsonElement> ReceiveAsync(CancellationToken deadline)
    {
        var size = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket.ReceiveAsync(_buffer.AsMemory(size), deadline);
            size += part.Count;
        }
        while (!part.EndOfMessage);
        return JsonSerializer.Deserialize<JsonElement>(_buffer.AsSpan(0, size));
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }
}
