using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Proctoring.Testing;

/// <summary>A candidate who holds up a phone for a whole exam, resumes whenever the server asks to reconnect, and keeps a record of what it was told.</summary>
public sealed class LiveCandidate : IAsyncDisposable
{
    private readonly Uri _edge;
    private readonly byte[] _frame;
    private readonly TimeSpan _interval;
    private readonly TimeSpan _longestPause;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private string? _resume;
    private int _verdicts;
    private long _latestVerdict = TimeProvider.System.GetTimestamp();
    private long _longestGap;

    /// <param name="edge">Where it connects (http).</param>
    /// <param name="frame">What it sends, with a phone in it.</param>
    /// <param name="interval">How often.</param>
    /// <param name="longestPause">Before it connects again it waits for a random part of this.</param>
    public LiveCandidate(Uri edge, byte[] frame, TimeSpan interval, TimeSpan longestPause)
    {
        (_edge, _frame, _interval, _longestPause) = (edge, frame, interval, longestPause);
        _running = Task.Run(RunAsync);
    }

    /// <summary>Why its sockets ended: a close code, or what broke.</summary>
    public ConcurrentQueue<string> Ends { get; } = [];

    /// <summary>Episodes it was told of.</summary>
    public ConcurrentQueue<int> Marks { get; } = [];

    /// <summary>Whether each hello said that it goes on with the session.</summary>
    public ConcurrentQueue<bool> Resumed { get; } = [];

    /// <summary>What was wrong, in sentences.</summary>
    public ConcurrentQueue<string> Complaints { get; } = [];

    public int Verdicts => Volatile.Read(ref _verdicts);

    /// <summary>Longest time between two verdicts since this was last asked.</summary>
    public TimeSpan LongestGap() => TimeSpan.FromTicks(Interlocked.Exchange(ref _longestGap, 0));

    public double PhoneSeconds { get; private set; }

    public bool IsMarked { get; private set; }

    public override string ToString() =>
        $"{Verdicts} verdicts, {PhoneSeconds:F1} phone seconds, marked: {IsMarked}, episodes {string.Join(' ', Marks)}, sockets ended with {string.Join(", ", Ends)}, resumed {string.Join(' ', Resumed)}";

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await VisitAsync();
                await Task.Delay(_longestPause * Random.Shared.NextDouble(), _stop.Token); // not all at once
            }
            catch (Exception e) when (!_stop.IsCancellationRequested && e is WebSocketException or InvalidOperationException or OperationCanceledException)
            {
                Ends.Enqueue(e.Message);
                await Task.Delay(_longestPause * Random.Shared.NextDouble(), CancellationToken.None);
            }
            catch (Exception e) when (_stop.IsCancellationRequested && e is WebSocketException or InvalidOperationException or OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task VisitAsync()
    {
        await using var client = await CandidateClient.ConnectAsync(_edge, "proctoring.v1");
        await client.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { type = "start", resume = _resume, pictures = "none" })), WebSocketMessageType.Text);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var showing = ShowAsync(client, end.Token);
        try
        {
            while (true)
            {
                var message = await client.ReceiveAsync();
                if (message.Type == WebSocketMessageType.Close)
                {
                    Ends.Enqueue($"{(int?)client.Socket.CloseStatus}");
                    return;
                }
                if (message.Type == WebSocketMessageType.Text) Hear(JsonDocument.Parse(message.Bytes).RootElement);
                if (_stop.IsCancellationRequested) return;
            }
        }
        finally
        {
            await end.CancelAsync();
            await showing;
        }
    }

    private void Hear(JsonElement message)
    {
        switch (message.GetProperty("type").GetString())
        {
            case "hello":
                if (_resume is not null) Resumed.Enqueue(message.GetProperty("resumed").GetBoolean());
                _resume = message.GetProperty("resume").GetString();
                Check(message, "hello");
                break;
            case "verdict":
                Interlocked.Increment(ref _verdicts);
                var now = TimeProvider.System.GetTimestamp();
                _longestGap = Math.Max(_longestGap, TimeProvider.System.GetElapsedTime(_latestVerdict, now).Ticks);
                _latestVerdict = now;
                Check(message, "verdict");
                break;
            case "mark":
                Marks.Enqueue(message.GetProperty("episode").GetInt32());
                break;
        }
    }

    // What a session has collected never shrinks.
    private void Check(JsonElement message, string what)
    {
        var (seconds, isMarked) = (message.GetProperty("phone_seconds").GetDouble(), message.GetProperty("cheating_detected").GetBoolean());
        if (seconds < PhoneSeconds) Complaints.Enqueue($"A {what} said {seconds} phone seconds after {PhoneSeconds}.");
        if (IsMarked && !isMarked) Complaints.Enqueue($"A {what} knew nothing of the mark.");
        (PhoneSeconds, IsMarked) = (seconds, isMarked);
    }

    private async Task ShowAsync(CandidateClient client, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(_interval);
        try
        {
            do await client.SendAsync(_frame);
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or InvalidOperationException)
        {
            // The receiving side says why.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }
}
