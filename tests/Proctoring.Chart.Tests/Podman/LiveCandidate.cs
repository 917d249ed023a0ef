using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>A candidate who holds up a phone for a whole exam, resumes whenever the server asks to reconnect, and keeps a record of what it was told.</summary>
internal sealed class LiveCandidate : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(600);
    private static readonly byte[] Frame = Scene.Jpeg(Scene.HeldUp);

    private readonly Uri _edge;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;
    private string? _resume;
    private int _verdicts;

    public LiveCandidate(Uri edge)
    {
        _edge = edge;
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

    public double PhoneSeconds { get; private set; }

    public bool IsMarked { get; private set; }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await VisitAsync();
            }
            catch (Exception e) when (!_stop.IsCancellationRequested && e is WebSocketException or InvalidOperationException or OperationCanceledException)
            {
                Ends.Enqueue(e.Message);
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

    private static async Task ShowAsync(CandidateClient client, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do await client.SendAsync(Frame);
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
