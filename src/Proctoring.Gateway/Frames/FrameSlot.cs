using System.Threading.Channels;
using Proctoring.Gateway.Telemetry;

namespace Proctoring.Gateway.Frames;

/// <summary>Room for one waiting frame of a session: a newer one takes the place of an older one, whose buffer goes back and which is counted.</summary>
public sealed class FrameSlot : IDisposable
{
    private readonly Channel<Frame> _waiting;

    /// <param name="onSuperseded">Called for each frame that a newer one replaced.</param>
    public FrameSlot(Action onSuperseded)
    {
        var options = new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true };
        _waiting = Channel.CreateBounded<Frame>(options, dropped =>
        {
            dropped.Jpeg.Dispose();
            dropped.Trace?.End(FrameEnd.Superseded);
            onSuperseded();
        });
    }

    /// <summary>Puts the newest frame in. Takes over its bytes, whatever happens.</summary>
    public void Publish(Frame frame)
    {
        if (!_waiting.Writer.TryWrite(frame)) Abandon(frame);
    }

    /// <summary>Waits until a frame is there. False when none will come any more.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _waiting.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Looks at the newest frame, whose bytes are not the caller's: a newer one may take its place at any moment.</summary>
    public bool TryPeek(out Frame frame) => _waiting.Reader.TryPeek(out frame);

    /// <summary>Takes the newest frame, and its bytes, out.</summary>
    public bool TryTake(out Frame frame) => _waiting.Reader.TryRead(out frame);

    /// <summary>No further frames; the one that waits can still be taken.</summary>
    public void Complete() => _waiting.Writer.TryComplete();

    public void Dispose()
    {
        Complete();
        while (TryTake(out var frame)) Abandon(frame);
    }

    private static void Abandon(in Frame frame)
    {
        frame.Jpeg.Dispose();
        frame.Trace?.End(FrameEnd.Abandoned);
    }
}
