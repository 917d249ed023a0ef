using System.Net.WebSockets;
using System.Text;
using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Hosting;

/// <summary>A candidate who speaks <c>proctoring.v1</c> and sends a frame every 300 ms.</summary>
internal sealed class Candidate : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] Desk = Scene.Jpeg();

    private readonly CandidateClient _client;
    private readonly byte[] _frame;
    private readonly CancellationTokenSource _enough = new();
    private readonly Task _sending;
    private readonly Task _receiving;

    private Candidate(CandidateClient client, byte[] frame, string session, string resume)
    {
        (_client, _frame, Session, Resume) = (client, frame, session, resume);
        (_sending, _receiving) = (SendAsync(), ReceiveAsync());
    }

    public string Session { get; }

    public string Resume { get; }

    /// <param name="resume">Of the session to take up again.</param>
    /// <param name="frame">What is sent all the time; null for a desk without a phone.</param>
    public static async Task<Candidate> StartAsync(Uri gateway, string room, string? resume = null, byte[]? frame = null)
    {
        var client = await CandidateClient.ConnectAsync(gateway, "proctoring.v1");
        var again = resume is null ? "" : $",\"resume\":\"{resume}\"";
        await SayAsync(client, $"{{\"type\":\"start\",\"pictures\":\"none\",\"room\":\"{room}\"{again}}}");
        var hello = await client.ReceiveJsonAsync();
        return new Candidate(client, frame ?? Desk, hello.GetProperty("session").GetString()!, hello.GetProperty("resume").GetString()!);
    }

    public static Task SayAsync(CandidateClient client, string text) => client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    private async Task SendAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        while (!_enough.IsCancellationRequested && _client.Socket.State == WebSocketState.Open)
        {
            await _client.SendAsync(_frame);
            await timer.WaitForNextTickAsync();
        }
    }

    private async Task ReceiveAsync()
    {
        while ((await _client.ReceiveAsync()).Type != WebSocketMessageType.Close)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_client.Socket.State == WebSocketState.Open) await _client.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _enough.Dispose();
    }
}
