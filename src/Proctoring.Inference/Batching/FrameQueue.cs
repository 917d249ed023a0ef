using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Proctoring.Inference.Batching;

/// <summary>
/// Frames that wait for the detector: first by priority, then by arrival. Of one sequence one frame waits; a newer one takes its
/// place in the queue, so under load frames get fewer, never old. Bounded: what does not fit is refused at once.
/// </summary>
internal sealed class FrameQueue(IOptions<BatchingOptions> options, TimeProvider time)
{
    private const int LeastRoom = 32;

    private readonly Lock _gate = new();
    private readonly LinkedList<PendingFrame>[] _levels = [.. Enumerable.Range(0, PendingFrame.Priorities).Select(_ => new LinkedList<PendingFrame>())];
    private readonly Dictionary<string, LinkedListNode<PendingFrame>> _sequences = [];
    // Set whenever frames wait. Whoever uses it up and leaves frames behind sets it again for the next.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _waiting;

    /// <summary>Frames that may wait.</summary>
    public int Room { get; private set; } = options.Value.MaxWaiting > 0 ? options.Value.MaxWaiting : LeastRoom;

    /// <summary>Frames that wait now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Says how many frames can be in work, on which the room depends unless it is configured.</summary>
    public void FitTo(int inWork)
    {
        if (options.Value.MaxWaiting == 0) Room = Math.Max(LeastRoom, 4 * inWork);
    }

    /// <summary>Puts a frame in. False when there is no room: it is not taken over then.</summary>
    public bool TryAdd(PendingFrame frame)
    {
        PendingFrame? replaced = null;
        lock (_gate)
        {
            if (frame.Sequence is { } sequence && _sequences.TryGetValue(sequence, out var node))
            {
                replaced = node.Value;
                if (replaced.Priority == frame.Priority) node.Value = frame;
                else Move(node, frame);
            }
            else
            {
                if (_waiting >= Room) return false;
                Append(frame);
                _waiting++;
            }
        }
        if (replaced is null) _signal.Writer.TryWrite(true);
        else replaced.TryEnd(new FrameOutcome(OutcomeKind.Replaced, Waited: time.GetElapsedTime(replaced.ArrivedAt)));
        return true;
    }

    /// <summary>Takes a frame out that is not started yet: its caller has gone. False when it is not waiting any more.</summary>
    public bool TryRemove(PendingFrame frame)
    {
        lock (_gate)
        {
            if (Find(frame) is not { } node) return false;
            Remove(node);
        }
        frame.TryEnd(new FrameOutcome(OutcomeKind.Cancelled));
        return true;
    }

    /// <summary>Waits for frames and takes as many as there are and fit. What has expired is ended on the way.</summary>
    /// <returns>How many were put to the front of <paramref name="batch"/>; at least 1.</returns>
    public async ValueTask<int> TakeAsync(PendingFrame[] batch, CancellationToken cancellationToken)
    {
        var count = 0;
        while (count == 0)
        {
            await _signal.Reader.ReadAsync(cancellationToken);
            count = Take(batch, 0);
        }
        if (options.Value.MaxDelay == TimeSpan.Zero || count == batch.Length) return count;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var over = Task.Delay(options.Value.MaxDelay, time, patience.Token);
        while (count < batch.Length)
        {
            var more = _signal.Reader.ReadAsync(patience.Token).AsTask();
            if (await Task.WhenAny(more, over) == over && !more.IsCompletedSuccessfully) break;
            if (more.IsCompletedSuccessfully) count = Take(batch, count);
        }
        await patience.CancelAsync();
        return count;
    }

    private int Take(PendingFrame[] batch, int count)
    {
        var now = time.GetTimestamp();
        lock (_gate)
        {
            foreach (var level in _levels)
            {
                while (count < batch.Length && level.First is { } first)
                {
                    Remove(first);
                    if (first.Value.IsExpired(now)) first.Value.TryEnd(new FrameOutcome(OutcomeKind.Expired, Waited: time.GetElapsedTime(first.Value.ArrivedAt, now)));
                    else batch[count++] = first.Value;
                }
            }
            if (_waiting > 0) _signal.Writer.TryWrite(true);
        }
        return count;
    }

    private void Move(LinkedListNode<PendingFrame> from, PendingFrame frame)
    {
        from.List!.Remove(from);
        Append(frame);
    }

    private void Append(PendingFrame frame)
    {
        var node = _levels[frame.Priority].AddLast(frame);
        if (frame.Sequence is { } sequence) _sequences[sequence] = node;
    }

    private void Remove(LinkedListNode<PendingFrame> node)
    {
        node.List!.Remove(node);
        if (node.Value.Sequence is { } sequence) _sequences.Remove(sequence);
        _waiting--;
    }

    private LinkedListNode<PendingFrame>? Find(PendingFrame frame)
    {
        var node = frame.Sequence is { } sequence ? _sequences.GetValueOrDefault(sequence) : _levels[frame.Priority].Find(frame);
        return node?.Value == frame ? node : null;
    }
}
