using Proctoring.Contracts;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Sessions;

/// <summary>Everything a candidate sends: frames are checked, cheapest check first, and put into the slot; words are heeded.</summary>
internal sealed class FrameIntake
{
    private readonly FrameSlot _frames;
    private readonly Outbox _outbox;
    private readonly IDialect _dialect;
    private readonly SessionServices _services;
    private readonly JpegLimits _limits;
    private TokenBucket _bucket;
    private long _lastFrameTicks;
    private long _received;
    private int _tooFastInARow;

    public FrameIntake(FrameSlot frames, Outbox outbox, IDialect dialect, SessionServices services)
    {
        (_frames, _outbox, _dialect, _services) = (frames, outbox, dialect, services);
        _limits = services.Frames.Limits;
        _bucket = TokenBucket.Full(services.Frames.MaxBurst, services.Clock.Now);
        _lastFrameTicks = services.Clock.Now.UtcTicks;
    }

    /// <summary>When the latest frame arrived; the start of the connection before the first. Read by other threads.</summary>
    public DateTimeOffset LastFrameAt => new(Interlocked.Read(ref _lastFrameTicks), TimeSpan.Zero);

    /// <summary>Whether the candidate has ended the session for good.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Reads until the connection ends or must be ended.</summary>
    public async Task<CloseReason> ReceiveAsync(ICandidateTransport transport)
    {
        while (true)
        {
            var message = await transport.ReceiveAsync();
            using var bytes = message.Bytes;
            var reason = message.Kind switch
            {
                InboundKind.Frame => TakeFrame(bytes!, message.SizeInBytes),
                InboundKind.TooLarge => TakeFrame(null, message.SizeInBytes),
                InboundKind.Text => Heed(_dialect.Read(bytes!.Span)),
                InboundKind.FarTooLarge => RefuseWhole(),
                _ => message.Reason ?? CloseReason.Finished,
            };
            if (reason is not null) return reason;
        }
    }

    /// <summary>Counts a refused frame and tells its sender why.</summary>
    public void Refuse(string reason, string sentence, long frame)
    {
        _services.Metrics.FramesRejected.WithLabels(reason).Inc();
        _outbox.Post(_dialect.Error(new Refusal(RejectionReasons.Code(reason), sentence, frame)));
    }

    // Null while the connection goes on.
    private CloseReason? TakeFrame(PooledBytes? jpeg, long sizeInBytes)
    {
        var now = _services.Clock.Now;
        _received++;
        Interlocked.Exchange(ref _lastFrameTicks, now.UtcTicks);
        _services.Metrics.FramesReceived.Inc();
        var options = _services.Frames;
        if (!_bucket.TryTake(options.MaxRate, options.MaxBurst, now, out _bucket)) return RefuseTooFast();
        _tooFastInARow = 0;

        var header = default(JpegHeader);
        var problem = jpeg is null ? JpegProblem.TooLarge : _limits.Check(jpeg.Span, out header);
        if (problem == JpegProblem.None) _frames.Publish(Accept(jpeg!, header, now));
        else Refuse(RejectionReasons.Of(problem), _limits.Describe(problem, sizeInBytes, header), _received);
        return null;
    }

    private Frame Accept(PooledBytes jpeg, JpegHeader header, DateTimeOffset now)
    {
        var arrived = _services.Time.GetTimestamp();
        var trace = _services.Sampler.Next(jpeg.Length, header);
        var thumbnail = _services.Thumbnails?.Read(jpeg.Span, header);
        return new Frame(_received, now, arrived, jpeg.Detach(), header.Width, header.Height, trace) { Thumbnail = thumbnail };
    }

    private CloseReason? RefuseTooFast()
    {
        var options = _services.Frames;
        _services.Metrics.FramesRejected.WithLabels(RejectionReasons.TooFast).Inc();
        // Said once a row of them: whoever floods us does not get a flood back.
        if (_tooFastInARow++ == 0) _outbox.Post(_dialect.Error(new Refusal("frame_too_fast", $"Frames come too fast; the limit is {options.MaxRate:0.#} a second.", _received)));
        return _tooFastInARow > options.MaxTooFast ? CloseReason.TooFast(options.MaxRate) : null;
    }

    private CloseReason RefuseWhole()
    {
        _services.Metrics.FramesRejected.WithLabels(RejectionReasons.MessageTooLarge).Inc();
        return CloseReason.MessageTooLarge(_services.Frames.MaxMessageBytes);
    }

    private CloseReason? Heed(ClientWord word)
    {
        switch (word)
        {
            case ClientWord.Violation violation:
                return violation.Reason;
            case ClientWord.Stop:
                IsStopped = true;
                return CloseReason.Finished;
            case ClientWord.NotAFrame:
                Refuse(RejectionReasons.Of(JpegProblem.Empty), _limits.Describe(JpegProblem.Empty, 0, default), frame: 0);
                return null;
            case ClientWord.Visibility visibility:
                _services.Metrics.VisibilityChanges.WithLabels(visibility.Hidden ? "hidden" : "visible").Inc();
                return null;
            default:
                return null;
        }
    }
}
