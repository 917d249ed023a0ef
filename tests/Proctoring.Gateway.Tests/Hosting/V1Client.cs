using System.Text;
using System.Text.Json;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary>Speaks <c>proctoring.v1</c> and holds every text message that comes to the published schema.</summary>
internal static class V1Client
{
    public const string Subprotocol = "proctoring.v1";

    public static Task SayAsync(this CandidateClient client, string json) =>
        client.SendAsync(Encoding.UTF8.GetBytes(json), System.Net.WebSockets.WebSocketMessageType.Text);

    /// <summary>Connects, says start and returns the hello.</summary>
    public static async Task<(CandidateClient Client, JsonElement Hello)> StartAsync(this GatewayHost host, string start = """{"type":"start"}""")
    {
        V1Schema.AssertFromClient(start);
        var client = await host.ConnectAsync(Subprotocol);
        await client.SayAsync(start);
        return (client, await client.HearAsync("hello"));
    }

    public static Task<(CandidateClient Client, JsonElement Hello)> ResumeAsync(this GatewayHost host, JsonElement hello) =>
        host.StartAsync(JsonSerializer.Serialize(new { type = "start", resume = hello.GetProperty("resume").GetString() }));

    /// <summary>The next text message, which must be of <paramref name="type"/> and fit the schema.</summary>
    public static async Task<JsonElement> HearAsync(this CandidateClient client, string type)
    {
        var message = await client.ReceiveJsonAsync();
        V1Schema.AssertFromServer(message.GetRawText());
        Assert.Equal(type, message.GetProperty("type").GetString());
        return message;
    }

    /// <summary>Sends a frame and waits for its verdict.</summary>
    /// <param name="skip">A type of messages that may come before it.</param>
    public static async Task<JsonElement> ShowAsync(this CandidateClient client, byte[] frame, string? skip = null)
    {
        await client.SendAsync(frame);
        while (true)
        {
            var message = await client.ReceiveJsonAsync();
            V1Schema.AssertFromServer(message.GetRawText());
            var type = message.GetProperty("type").GetString();
            if (type == skip) continue;
            Assert.Equal("verdict", type);
            return message;
        }
    }

    /// <summary>Reads until the server closes; gives the code.</summary>
    public static async Task<int> CloseCodeAsync(this CandidateClient client)
    {
        while ((await client.ReceiveAsync()).Type != System.Net.WebSockets.WebSocketMessageType.Close)
        {
        }
        return (int)client.Socket.CloseStatus!.Value;
    }
}
