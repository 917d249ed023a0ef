namespace Proctoring.Testing.Redis;

/// <summary>What a redis-server printed, and whether it has said that it is ready.</summary>
internal sealed class RedisLog(string readyWords)
{
    private const int MaxLines = 200;

    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Ready => _ready.Task;

    /// <param name="line">Null at the end of a stream.</param>
    public void Add(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            if (_lines.Count == MaxLines) _lines.Dequeue();
            _lines.Enqueue(line);
        }
        if (line.Contains(readyWords, StringComparison.Ordinal)) _ready.TrySetResult();
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
