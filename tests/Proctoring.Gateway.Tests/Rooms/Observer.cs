using System.Net.WebSockets;
using System.Text.Json;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Rooms;

/// <summary>Somebody who observes a room; holds all that is heard to the schema.</summary>
internal sealed class Observer(ClientWebSocket socket) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly string[] Sights = ["silent", "blind", "back", "present"];

    private readonly byte[] _buffer = new byte[1 << 20];

    public ClientWebSocket Socket => socket;

    /// <summary>The latest entry that was heard of.</summary>
    public string Entry { get; private set; } = "";

    /// <param name="query">Such as <c>?since=…</c>.</param>
    /// <param name="token">For the header of the handshake; null for none.</param>
    public static async Task<Observer> ConnectAsync(GatewayHost host, string room, string query = "", string? token = null, string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (token is not null) socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        if (origin is not null) socket.Options.SetRequestHeader("Origin", origin);
        using var deadline = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new Uri($"ws://{host.Main.Authority}/ws/rooms/{Uri.EscapeDataString(room)}{query}"), deadline.Token);
        return new Observer(socket);
    }

    /// <summary>The next message; null when the server has closed.</summary>
    public async Task<JsonElement?> NextAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        var size = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(size), deadline.Token);
            if (part.MessageType == WebSocketMessageType.Close) return null;
            size += part.Count;
            if (part.EndOfMessage) break;
        }
        var message = JsonDocument.Parse(_buffer.AsMemory(0, size).ToArray()).RootElement;
        RoomSchema.AssertFits(message.GetRawText());
        Entry = message.Text("entry");
        return message;
    }

    /// <summary>The next message, which must be of a type.</summary>
    public async Task<JsonElement> HearAsync(string type)
    {
        var message = await NextAsync();
        Assert.True(message is not null, $"The server closed: {(int?)socket.CloseStatus} {socket.CloseStatusDescription}");
        Assert.Equal(type, message.Value.Text("type"));
        return message.Value;
    }

    /// <summary>The next event, which must be of a kind. Whether somebody watches is passed over where nothing else is asked for: a slow machine has its own.</summary>
    public async Task<JsonElement> HearEventAsync(string kind)
    {
        var message = await HearAsync("event");
        while (!Sights.Contains(kind) && Sights.Contains(message.Text("event"))) message = await HearAsync("event");
        Assert.Equal(kind, message.Text("event"));
        return message;
    }

    /// <summary>Reads until the server closes; gives the code and what was heard before.</summary>
    public async Task<(int Code, List<JsonElement> Heard)> ToTheEndAsync()
    {
        var heard = new List<JsonElement>();
        while (await NextAsync() is { } message) heard.Add(message);
        return ((int)socket.CloseStatus!.Value, heard);
    }

    public void Dispose() => socket.Dispose();
}
