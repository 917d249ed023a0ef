using System.Net.WebSockets;

namespace Proctoring.Load.Running;

/// <param name="Bytes">Until the next is read.</param>
internal readonly record struct Message(WebSocketMessageType Type, ReadOnlyMemory<byte> Bytes);

/// <summary>Reads whole messages into one buffer that grows as needed.</summary>
internal sealed class MessageReader(ClientWebSocket socket)
{
    private byte[] _buffer = new byte[16 * 1024];

    public async Task<Message> ReadAsync(CancellationToken cancellationToken)
    {
        var size = 0;
        while (true)
        {
            if (size == _buffer.Length) Array.Resize(ref _buffer, 2 * size);
            var part = await socket.ReceiveAsync(_buffer.AsMemory(size), cancellationToken);
            size += part.Count;
            if (part.EndOfMessage) return new Message(part.MessageType, _buffer.AsMemory(0, size));
        }
    }
}
