using System.Net.WebSockets;
using Google.Protobuf;

namespace Proctoring.Relay;

/// <summary>The peer: the least code that takes frames off a WebSocket, makes the call and answers with a verdict's worth of text.</summary>
internal static class BareRelay
{
    private static readonly byte[] Verdict = """{"cheating_detected":false,"object_count":{},"message":"Nothing detected yet"}"""u8.ToArray();

    public static async Task ServeAsync(HttpContext context, NullDetector.NullDetectorClient client)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), context.RequestAborted);
                if (part.MessageType == WebSocketMessageType.Close) return;
                length += part.Count;
            }
            while (!part.EndOfMessage);
            await client.DetectAsync(new Picture { Jpeg = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, length)) });
            await socket.SendAsync(Verdict.AsMemory(), WebSocketMessageType.Text, true, context.RequestAborted);
        }
    }
}
