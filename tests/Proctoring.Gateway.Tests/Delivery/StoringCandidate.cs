using System.Net.WebSockets;
using System.Text.Json;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>A candidate who sends a frame at an interval, and notes how long each verdict took and which frames' pictures were stored.</summary>
internal sealed class StoringCandidate : IAsyncDisposable
{
    private readonly CandidateClient _client;
    private readonly CancellationTokenSource _enough = new();
    private readonly Lock _noting = new();
    private readonly Dictionary<long, long> _sentAt = [];
    private readonly List<TimeSpan> _latencies = [];
    private readonly Task _sending;
    private readonly Task _receiving;
    private long _stored;

    private StoringCandidate(CandidateClient client, TimeSpan interval)
    {
        _client = client;
        _sending = SendAsync(interval);
        _receiving = ReceiveAsync();
    }

    public bool IsConnected => _client.Socket.State == WebSocketState.Open;

    /// <summary>The newest frame that was sent.</summary>
    public long Sent { get; private set; }

    /// <summary>The newest frame whose picture was stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    public static async Task<StoringCandidate> StartAsync(GatewayHost host, TimeSpan interval) => new((await host.StartAsync()).Client, interval);

    /// <summary>What verdicts took since this was last asked.</summary>
    public TimeSpan[] TakeLatencies()
    {
        lock (_noting)
        {
            var latencies = _latencies.ToArray();
            _latencies.Clear();
            return latencies;
        }
    }

    private async Task SendAsync(TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        while (!_enough.IsCancellationRequested && IsConnected)
        {
            lock (_noting) _sentAt[++Sent] = TimeProvider.System.GetTimestamp();
            await _client.SendAsync(ScriptedFrames.Phone);
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            var message = await _client.ReceiveAsync();
            if (message.Type == WebSocketMessageType.Close) return;
            using var json = JsonDocument.Parse(message.Bytes);
            if (json.RootElement.GetProperty("type").GetString() == "verdict") Note(json.RootElement);
        }
    }

    private void Note(JsonElement verdict)
    {
        lock (_noting)
        {
            if (_sentAt.Remove(verdict.GetProperty("frame").GetInt64(), out var sentAt)) _latencies.Add(TimeProvider.System.GetElapsedTime(sentAt));
        }
        if (verdict.GetProperty("image_frame") is { ValueKind: JsonValueKind.Number } frame) Interlocked.Exchange(ref _stored, frame.GetInt64());
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _sending;
        await _client.CloseAsync();
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _enough.Dispose();
    }
}
