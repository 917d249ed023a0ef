using System.Net.WebSockets;
using System.Text;

namespace Proctoring.Testing;

/// <summary>A candidate of the first dialect who sends a frame at an interval and notes when answers come.</summary>
public sealed class PacedCandidate : IAsyncDisposable
{
    private readonly CandidateClient _client;
    private readonly CancellationTokenSource _enough = new();
    private readonly Lock _noting = new();
    private readonly List<TimeSpan> _verdicts = [];
    private readonly List<TimeSpan> _errors = [];
    private readonly HashSet<string> _sentences = [];
    private readonly long _startedAt = TimeProvider.System.GetTimestamp();
    private readonly Task _sending;
    private readonly Task _receiving;

    private PacedCandidate(CandidateClient client, byte[] frame, TimeSpan interval)
    {
        _client = client;
        _sending = SendAsync(frame, interval);
        _receiving = ReceiveAsync();
    }

    public bool IsConnected => _client.Socket.State == WebSocketState.Open;

    public int Verdicts => Count(_verdicts);

    public int Errors => Count(_errors);

    public static async Task<PacedCandidate> StartAsync(Uri gateway, byte[] frame, TimeSpan interval) => new(await CandidateClient.ConnectAsync(gateway), frame, interval);

    /// <summary>Longest time without a verdict so far, from the first one until now.</summary>
    public TimeSpan LongestGap()
    {
        lock (_noting)
        {
            TimeSpan[] times = [.. _verdicts, TimeProvider.System.GetElapsedTime(_startedAt)];
            return times.Zip(times.Skip(1), (one, next) => next - one).DefaultIfEmpty().Max();
        }
    }

    /// <summary>When answers came, in seconds, errors in brackets, and what errors said: for a failed assertion.</summary>
    public string History()
    {
        lock (_noting)
        {
            var answers = _verdicts.Select(at => (At: at, Text: $"{at.TotalSeconds:F2}")).Concat(_errors.Select(at => (At: at, Text: $"[{at.TotalSeconds:F2}]")));
            return $"{string.Join(' ', answers.OrderBy(answer => answer.At).Select(answer => answer.Text))}; {string.Join(' ', _sentences)}";
        }
    }

    /// <summary>Shortest time between two errors.</summary>
    public TimeSpan ShortestTimeBetweenErrors()
    {
        lock (_noting) return _errors.Zip(_errors.Skip(1), (one, next) => next - one).DefaultIfEmpty(TimeSpan.MaxValue).Min();
    }

    private async Task SendAsync(byte[] frame, TimeSpan interval)
    {
        using var timer = new PeriodicTimer(interval);
        while (!_enough.IsCancellationRequested && IsConnected)
        {
            await _client.SendAsync(frame);
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task ReceiveAsync()
    {
        while (true)
        {
            var message = await _client.ReceiveAsync();
            if (message.Type == WebSocketMessageType.Close) return;
            if (message.Type != WebSocketMessageType.Text) continue;
            Note(message.Bytes);
        }
    }

    private void Note(byte[] answer)
    {
        var isError = answer.AsSpan().IndexOf("\"status\":\"error\""u8) >= 0;
        lock (_noting)
        {
            (isError ? _errors : _verdicts).Add(TimeProvider.System.GetElapsedTime(_startedAt));
            if (isError) _sentences.Add(Encoding.UTF8.GetString(answer));
        }
    }

    private int Count(List<TimeSpan> times)
    {
        lock (_noting) return times.Count;
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
