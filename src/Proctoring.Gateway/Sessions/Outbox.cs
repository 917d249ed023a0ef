using System.Threading.Channels;
using Proctoring.Contracts;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Transport;

namespace Proctoring.Gateway.Sessions;

/// <summary>
/// What waits to be sent to one candidate, and the only writer of the connection. One picture is kept, the newest, and it
/// goes out right before its verdict; verdicts that wait are few, and of those the oldest goes first. So a client that does
/// not read loses pictures first and verdicts last, and costs at most one picture and a few short texts.
/// </summary>
internal sealed class Outbox : IDisposable
{
    /// <summary>About ten seconds of verdicts at the usual pace.</summary>
    private const int MaxWaiting = 32;

    private readonly Channel<Letter> _letters;
    private readonly GatewayMetrics _metrics;
    private Enclosure? _enclosure;
    private long _posted;

    public Outbox(GatewayMetrics metrics)
    {
        _metrics = metrics;
        var options = new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true };
        _letters = Channel.CreateBounded<Letter>(options, dropped =>
        {
            dropped.Text.Dispose();
            dropped.Trace?.End(FrameEnd.Dropped);
            metrics.VerdictsDropped.Inc();
        });
    }

    /// <summary>Takes over both buffers. A picture that still waits is dropped for a newer one.</summary>
    /// <param name="trace">Of the frame whose verdict this is; ended when it was written.</param>
    public void Post(PooledBytes text, PooledBytes? picture = null, FrameTrace? trace = null)
    {
        var number = Interlocked.Increment(ref _posted);
        if (picture is not null) Replace(new Enclosure(number, picture));
        if (_letters.Writer.TryWrite(new Letter(number, text, trace))) return;
        text.Dispose();
        trace?.End(FrameEnd.Dropped);
        Replace(null);
    }

    /// <summary>No more letters; those that wait are still sent.</summary>
    public void Complete() => _letters.Writer.TryComplete();

    /// <summary>Sends until completed. False when the connection failed.</summary>
    public async Task<bool> SendAsync(ICandidateTransport transport)
    {
        await foreach (var letter in _letters.Reader.ReadAllAsync())
        {
            using var text = letter.Text;
            using var picture = TakePicture(letter.Number);
            if (picture is not null && !await transport.SendAsync(OutboundKind.Picture, picture.Memory)) return Failed(letter);
            if (!await transport.SendAsync(OutboundKind.Text, text.Memory)) return Failed(letter);
            letter.Trace?.End(FrameEnd.Written);
        }
        return true;
    }

    private bool Failed(in Letter letter)
    {
        letter.Trace?.End(FrameEnd.Dropped);
        _metrics.SendsFailed.Inc();
        return false;
    }

    private void Replace(Enclosure? newer)
    {
        if (Interlocked.Exchange(ref _enclosure, newer) is not { } older) return;
        older.Picture.Dispose();
        _metrics.PicturesDropped.Inc();
    }

    private PooledBytes? TakePicture(long number)
    {
        var enclosure = Volatile.Read(ref _enclosure);
        if (enclosure?.Number != number) return null;
        return Interlocked.CompareExchange(ref _enclosure, null, enclosure) == enclosure ? enclosure.Picture : null;
    }

    public void Dispose()
    {
        Complete();
        while (_letters.Reader.TryRead(out var letter))
        {
            letter.Text.Dispose();
            letter.Trace?.End(FrameEnd.Dropped);
        }
        Interlocked.Exchange(ref _enclosure, null)?.Picture.Dispose();
    }

    private readonly record struct Letter(long Number, PooledBytes Text, FrameTrace? Trace);

    private sealed record Enclosure(long Number, PooledBytes Picture);
}
