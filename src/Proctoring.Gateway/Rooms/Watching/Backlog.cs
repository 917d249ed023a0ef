using System.Threading.Channels;

namespace Proctoring.Gateway.Rooms.Watching;

/// <summary>What waits for one observer to read. Once it is full it takes no more, and ends with what it has.</summary>
internal sealed class Backlog(int limit)
{
    private readonly Channel<ReadOnlyMemory<byte>> _messages = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(limit) { SingleReader = true, SingleWriter = true });

    public void Post(ReadOnlyMemory<byte> message)
    {
        if (!_messages.Writer.TryWrite(message)) End();
    }

    /// <summary>The observer must start anew: there is something that it cannot be told.</summary>
    public void End() => _messages.Writer.TryComplete();

    /// <summary>Null when there will be no more.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancellationToken)
    {
        while (await _messages.Reader.WaitToReadAsync(cancellationToken))
        {
            if (_messages.Reader.TryRead(out var message)) return message;
        }
        return null;
    }
}
