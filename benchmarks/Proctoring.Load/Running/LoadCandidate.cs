using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Proctoring.Load.Frames;
using Proctoring.Load.Recording;

namespace Proctoring.Load.Running;

/// <summary>One candidate from arrival to the end: connects, and connects again whenever the connection ends.</summary>
internal sealed class LoadCandidate(int index, LoadPlan plan, FrameSource frames, Recorder recorder)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly bool _isV1 = plan.SpeaksV1(index);
    private volatile ClientWebSocket? _socket;
    private string? _resume;

    /// <summary>Its connection breaks, as when a network fails.</summary>
    public void Break() => _socket?.Abort();

    public async Task RunAsync(CancellationToken end)
    {
        try
        {
            await Task.Delay(plan.ArrivalOf(index), end);
            while (!end.IsCancellationRequested)
            {
                if (!await VisitAsync(end)) await Task.Delay(LongestPause * Random.Shared.NextDouble(), end);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is up.
        }
    }

    // Whether it may come again at once: what broke under it is no server's wish to be left alone.
    private async Task<bool> VisitAsync(CancellationToken end)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        if (_isV1) socket.Options.AddSubProtocol("proctoring.v1");
        var began = Stopwatch.GetTimestamp();
        try
        {
            await socket.ConnectAsync(new UriBuilder(plan.Address) { Scheme = plan.Address.Scheme == "https" ? "wss" : "ws", Path = "/ws/proctoring/" }.Uri, end);
        }
        catch (WebSocketException e)
        {
            recorder.Refused(socket.HttpStatusCode == 0 ? e.InnerException?.Message ?? e.Message : $"HTTP {(int)socket.HttpStatusCode}");
            return false;
        }
        var visit = new Visit(socket, index, _isV1, plan, frames, recorder);
        if (_isV1 && !await StartAsync(socket, visit, end)) return false;
        recorder.Joined(Stopwatch.GetElapsedTime(began));
        _socket = socket;
        var why = await visit.RunAsync(end);
        _socket = null;
        recorder.Left(why);
        return why == Visit.Broken;
    }

    private async Task<bool> StartAsync(ClientWebSocket socket, Visit visit, CancellationToken end)
    {
        try
        {
            var start = JsonSerializer.Serialize(new { type = "start", room = plan.Room, pictures = plan.Pictures == "inline" ? null : plan.Pictures, resume = _resume });
            await socket.SendAsync(Encoding.UTF8.GetBytes(start), WebSocketMessageType.Text, endOfMessage: true, end);
            if (await visit.HearHelloAsync(end) is { } token)
            {
                _resume = token;
                return true;
            }
        }
        catch (WebSocketException)
        {
            // Told below.
        }
        if ((int?)socket.CloseStatus is 4003 or 4010) _resume = null;
        recorder.Refused(socket.CloseStatus is { } code ? $"close {(int)code}" : "the connection broke");
        return false;
    }
}
