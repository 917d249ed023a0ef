using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Proctoring.Testing;

namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>
/// A candidate who behaves as the page does: a frame every 300 ms, and after a lost connection a new one within a random time of
/// at most five seconds, with which the session is resumed. Notes all that happens.
/// </summary>
internal sealed class ExamCandidate : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] Plain = Comment.Add(Scene.Jpeg(), "");
    private static readonly byte[] Phone = Comment.Add(Scene.Jpeg(), "cell phone=0.6");

    private readonly Func<Uri> _where;
    private readonly Showing _showing;
    private readonly Random _random;
    private readonly TimeSpan _longestDelay;
    private readonly CancellationTokenSource _enough = new();
    private readonly List<Happening> _history = [];
    private readonly Task _running;
    private string? _resume;
    private DateTimeOffset? _startedAt;
    private volatile ClientWebSocket? _socket;

    private ExamCandidate(Func<Uri> where, Showing showing, Random random, TimeSpan longestDelay)
    {
        (_where, _showing, _random, _longestDelay) = (where, showing, random, longestDelay);
        _running = RunAsync();
    }

    /// <param name="where">Asked before each connection.</param>
    /// <param name="longestDelay">Before a new connection; the page's is five seconds.</param>
    public static ExamCandidate Start(Func<Uri> where, Showing showing, int seed, TimeSpan? longestDelay = null) =>
        new(where, showing, new Random(seed), longestDelay ?? TimeSpan.FromSeconds(5));

    public IReadOnlyList<Happening> History
    {
        get
        {
            lock (_history) return [.. _history];
        }
    }

    public string? Session => Of<Happening.Connected>().FirstOrDefault()?.Session;

    public IEnumerable<T> Of<T>() where T : Happening => History.OfType<T>();

    /// <summary>Waits until a condition holds for what has happened.</summary>
    public Task UntilAsync(Func<ExamCandidate, bool> condition, string what) =>
        Eventually.TrueAsync(() => condition(this) || (_running.IsCompleted && !_enough.IsCancellationRequested), what);

    /// <summary>Reloads the page: the connection goes without a goodbye, and a new one comes at once.</summary>
    public void Reload() => _socket?.Abort();

    /// <summary>Sends no more frames and leaves.</summary>
    public async Task StopAsync()
    {
        await _enough.CancelAsync();
        await _running;
    }

    private async Task RunAsync()
    {
        while (!_enough.IsCancellationRequested)
        {
            var code = await ConnectAsync();
            if (code is 4009 or 4010) return; // taken over, or over: the page does not come back
            if (_enough.IsCancellationRequested) return;
            await Task.Delay(_longestDelay * _random.NextDouble(), _enough.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> ConnectAsync()
    {
        CandidateClient client;
        try
        {
            client = await CandidateClient.ConnectAsync(_where(), "proctoring.v1");
        }
        catch (WebSocketException)
        {
            Note(new Happening.Refused(TimeProvider.System.GetUtcNow()));
            return 0;
        }
        await using (client)
        {
            _socket = client.Socket;
            using var over = CancellationTokenSource.CreateLinkedTokenSource(_enough.Token);
            var sent = new List<DateTimeOffset>();
            var receiving = ReceiveAsync(client, sent, over);
            var sending = SendAsync(client, sent, over.Token);
            await Task.WhenAll(receiving, sending);
            return await receiving;
        }
    }

    private async Task SendAsync(CandidateClient client, List<DateTimeOffset> sent, CancellationToken over)
    {
        try
        {
            var start = _resume is null ? """{"type":"start","pictures":"none"}""" : $$"""{"type":"start","pictures":"none","resume":"{{_resume}}"}""";
            await client.SendAsync(Encoding.UTF8.GetBytes(start), WebSocketMessageType.Text);
            using var timer = new PeriodicTimer(Interval);
            while (!over.IsCancellationRequested)
            {
                var now = TimeProvider.System.GetUtcNow();
                _startedAt ??= now;
                var phone = _showing.At(now - _startedAt.Value);
                lock (sent) sent.Add(now);
                Note(new Happening.Sent(now, phone));
                await client.SendAsync(phone ? Phone : Plain);
                await timer.WaitForNextTickAsync(over);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or InvalidOperationException or ObjectDisposedException)
        {
            // The connection is over; receiving says why.
        }
        if (_enough.IsCancellationRequested && client.Socket.State == WebSocketState.Open)
            await client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    private async Task<int> ReceiveAsync(CandidateClient client, List<DateTimeOffset> sent, CancellationTokenSource over)
    {
        var code = 0;
        try
        {
            while (true)
            {
                var message = await client.ReceiveAsync();
                if (message.Type == WebSocketMessageType.Close) break;
                if (message.Type == WebSocketMessageType.Text) Take(message.Bytes, sent);
            }
            code = (int?)client.Socket.CloseStatus ?? 0;
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException)
        {
            // It broke.
        }
        if (!_enough.IsCancellationRequested) Note(new Happening.Closed(TimeProvider.System.GetUtcNow(), code));
        await over.CancelAsync();
        return code;
    }

    private void Take(byte[] text, List<DateTimeOffset> sent)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var document = JsonDocument.Parse(text);
        var message = document.RootElement;
        switch (message.GetProperty("type").GetString())
        {
            case "hello":
                _resume = message.GetProperty("resume").GetString();
                Note(new Happening.Connected(now, message.GetProperty("session").GetString()!, message.GetProperty("resumed").GetBoolean(), message.GetProperty("cheating_detected").GetBoolean()));
                break;
            case "verdict":
                DateTimeOffset sentAt;
                lock (sent) sentAt = sent[message.GetProperty("frame").GetInt32() - 1];
                Note(new Happening.Verdict(now, sentAt, message.GetProperty("phone_visible").GetBoolean(), message.GetProperty("phone_ms").GetInt32(), message.GetProperty("cheating_detected").GetBoolean()));
                break;
            case "mark":
                Note(new Happening.Marked(now, message.GetProperty("episode").GetInt32(), DateTimeOffset.FromUnixTimeMilliseconds(message.GetProperty("at").GetInt64()), message.GetProperty("phone_ms").GetInt32()));
                break;
        }
    }

    private void Note(Happening happening)
    {
        lock (_history) _history.Add(happening);
    }

    /// <summary>For a failed assertion.</summary>
    public override string ToString() => string.Join('\n', History.Select(happening => $"{happening.At:ss.fff} {happening}"));

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _enough.Dispose();
    }
}
