using System.Diagnostics;

namespace Proctoring.Load.Running;

/// <summary>
/// When the frames of a connection were sent. V1 says which frame a verdict is of. The first dialect does not: there the oldest of
/// at most two is taken, since of more the older ones are superseded; under overload its latencies are estimates.
/// </summary>
internal sealed class SentFrames
{
    private const int MostOfFirst = 2;

    private readonly Queue<(long Number, long At)> _sent = new();
    private long _number;

    /// <returns>The frame's number.</returns>
    public long Add(bool isNumbered)
    {
        lock (_sent)
        {
            _sent.Enqueue((++_number, Stopwatch.GetTimestamp()));
            while (!isNumbered && _sent.Count > MostOfFirst) _sent.Dequeue();
            return _number;
        }
    }

    /// <summary>Time since a frame was sent; it and all before it are forgotten.</summary>
    /// <param name="number">Null for the oldest.</param>
    public TimeSpan? Take(long? number)
    {
        lock (_sent)
        {
            while (_sent.TryDequeue(out var frame))
            {
                if (number is null || frame.Number == number) return Stopwatch.GetElapsedTime(frame.At);
                if (frame.Number > number) return null;
            }
            return null;
        }
    }
}
