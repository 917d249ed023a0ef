namespace Proctoring.Testing;

/// <summary>What a server printed: the latest lines, and the addresses among them.</summary>
internal sealed class ServerOutput
{
    private const int MaxLines = 500;
    private const int MaxLineLength = 4000;
    private const string Announcement = "Now listening on: ";

    private readonly Queue<string> _lines = new();
    private readonly List<Uri> _addresses = [];
    private readonly TaskCompletionSource<(Uri Main, Uri Management)> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes with both addresses, which servers announce in this order.</summary>
    public Task<(Uri Main, Uri Management)> Listening => _listening.Task;

    /// <param name="line">Null at the end of a stream.</param>
    public void Add(string? line)
    {
        if (line is null) return;
        lock (_lines)
        {
            if (_lines.Count == MaxLines) _lines.Dequeue();
            _lines.Enqueue(line.Length > MaxLineLength ? line[..MaxLineLength] : line);
            if (_addresses.Count < 2) ReadAddress(line);
        }
    }

    private void ReadAddress(string line)
    {
        var at = line.IndexOf(Announcement, StringComparison.Ordinal);
        if (at < 0) return;
        _addresses.Add(new Uri(line[(at + Announcement.Length)..].Trim()));
        if (_addresses.Count == 2) _listening.TrySetResult((_addresses[0], _addresses[1]));
    }

    public override string ToString()
    {
        lock (_lines) return string.Join('\n', _lines);
    }
}
