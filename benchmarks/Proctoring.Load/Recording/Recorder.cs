using System.Collections.Concurrent;
using System.Diagnostics;

namespace Proctoring.Load.Recording;

/// <summary>Takes down what all candidates see, by the second.</summary>
internal sealed class Recorder
{
    /// <summary>For what ends after the time is up.</summary>
    private const int Spare = 60;

    private readonly Second[] _seconds;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private int _connected;

    public Recorder(TimeSpan duration) => _seconds = [.. Enumerable.Range(0, (int)Math.Ceiling(duration.TotalSeconds) + Spare).Select(_ => new Second())];

    public TimeSpan Elapsed => _clock.Elapsed;

    public int Connected => Volatile.Read(ref _connected);

    /// <summary>Time from a connection's begin until the candidate could send.</summary>
    public Histogram Connecting { get; } = new();

    /// <summary>Why connections ended: close codes, and what broke.</summary>
    public ConcurrentDictionary<string, int> Ends { get; } = new();

    /// <summary>What servers said instead of a verdict, by its code.</summary>
    public ConcurrentDictionary<string, int> Errors { get; } = new();

    public ConcurrentDictionary<string, int> Refusals { get; } = new();

    /// <summary>Sessions that went on in a new connection.</summary>
    public int Resumed;

    public int Marks;

    public long BytesReceived;

    /// <summary>Seconds that have begun.</summary>
    public Second[] Seconds => _seconds[..Math.Min(_seconds.Length, (int)_clock.Elapsed.TotalSeconds + 1)];

    private Second Now => _seconds[Math.Min(_seconds.Length - 1, (int)_clock.Elapsed.TotalSeconds)];

    public void Joined(TimeSpan took)
    {
        Interlocked.Increment(ref Now.Connects);
        Interlocked.Increment(ref _connected);
        Connecting.Add(took);
    }

    public void Left(string why)
    {
        Interlocked.Increment(ref Now.Ends);
        Interlocked.Decrement(ref _connected);
        Ends.AddOrUpdate(why, 1, (_, count) => count + 1);
    }

    public void Refused(string why) => Refusals.AddOrUpdate(why, 1, (_, count) => count + 1);

    public void Sent() => Interlocked.Increment(ref Now.Sent);

    /// <param name="latency">Null where the frame's sending was not taken down.</param>
    public void Verdict(TimeSpan? latency, int superseded)
    {
        var now = Now;
        Interlocked.Increment(ref now.Verdicts);
        Interlocked.Add(ref now.Superseded, superseded);
        if (latency is { } took) now.Latency.Add(took);
    }

    public void Error(string code)
    {
        Interlocked.Increment(ref Now.Errors);
        Errors.AddOrUpdate(code, 1, (_, count) => count + 1);
    }

    /// <summary>Once a second.</summary>
    public void NoteConnected() => Now.Connected = Connected;

    public void Stop() => _clock.Stop();
}
