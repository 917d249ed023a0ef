namespace Proctoring.Testing;

/// <summary>What a server printed: the latest lines, and the addresses among them.</summary>
internal sealed class ServerOutput
{
    private const int MaxLines = 50_000; // a talkative server says thousands in seconds
    private const int MaxLineLength = 4000;
    private const string Announcement = "Now listening on: ";
    private const string Started = "Application started.";

    private readonly Queue<string> _lines = new();
    private readonly List<Uri> _addresses = [];
    private readonly TaskCompletionSource<IReadOnlyList<Uri>> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with the addresses of all ports, in the order in which the server announced them.</summary>
    public Task<IReadOnlyList<Uri>> Listening => _listening.Task;

    /// <param name="line">Null at the end of a stream.</param>
    public void Add(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            if (_lines.Count == MaxLines) _lines.Dequeue();
            _lines.Enqueue(line.Length > MaxLineLength ? line[..MaxLineLength] : line);
            ReadAddress(line);
        }
    }

    private void ReadAddress(string line)
    {
        var at = line.IndexOf(Announcement, StringComparison.Ordinal);
        if (at >= 0) _addresses.Add(new Uri(line[(at + Announcement.Length)..].Split('"')[0].Trim())); // the line may be JSON
        else if (line.Contains(Started, StringComparison.Ordinal)) _listening.TrySetResult([.. _addresses]);
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
