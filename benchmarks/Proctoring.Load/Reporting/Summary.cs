using Proctoring.Load.Recording;

namespace Proctoring.Load.Reporting;

/// <summary>The whole load in figures.</summary>
/// <param name="Latency">From a frame's sending to its verdict.</param>
internal sealed record Summary(TimeSpan Took, long Sent, long Verdicts, long Superseded, long Errors, int Connects, int MostConnected, Histogram Latency, Recorder Recorder)
{
    public static Summary Of(Recorder recorder)
    {
        var (seconds, latency) = (recorder.Seconds, new Histogram());
        foreach (var second in seconds) latency.Add(second.Latency);
        return new Summary(recorder.Elapsed, seconds.Sum(second => (long)second.Sent), seconds.Sum(second => (long)second.Verdicts), seconds.Sum(second => (long)second.Superseded),
            seconds.Sum(second => (long)second.Errors), seconds.Sum(second => second.Connects), seconds.Max(second => second.Connected), latency, recorder);
    }

    /// <summary>What matters most, for the head of a report.</summary>
    public IEnumerable<(string Name, string Value)> Heads()
    {
        yield return ("verdict, p50", Milliseconds(Latency.Percentile(0.5)));
        yield return ("verdict, p99", Milliseconds(Latency.Percentile(0.99)));
        yield return ("verdicts a second", $"{Verdicts / Took.TotalSeconds:N1}");
        yield return ("frames with a verdict", Sent == 0 ? "–" : $"{(double)Verdicts / Sent:P1}");
    }

    public IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("frames sent", $"{Sent:N0}");
        yield return ("verdicts", $"{Verdicts:N0}");
        yield return ("superseded by newer frames (as v1 candidates were told)", $"{Superseded:N0}");
        yield return ("verdict p50, p90, p99, p99.9", string.Join(", ", new[] { 0.5, 0.9, 0.99, 0.999 }.Select(share => Milliseconds(Latency.Percentile(share)))));
        yield return ("connecting p50, p99", $"{Milliseconds(Recorder.Connecting.Percentile(0.5))}, {Milliseconds(Recorder.Connecting.Percentile(0.99))}");
        yield return ("connections made", $"{Connects:N0}, {Recorder.Resumed:N0} of them resumed a session");
        yield return ("connected at most", $"{MostConnected:N0}");
        yield return ("marks told", $"{Recorder.Marks:N0}");
        yield return ("received", $"{Recorder.BytesReceived / 1e6:N1} MB");
        foreach (var (why, count) in Recorder.Ends.OrderByDescending(end => end.Value)) yield return ($"connection ended: {why}", $"{count:N0}");
        foreach (var (why, count) in Recorder.Refusals.OrderByDescending(refusal => refusal.Value)) yield return ($"connection refused: {why}", $"{count:N0}");
        foreach (var (code, count) in Recorder.Errors.OrderByDescending(error => error.Value)) yield return ($"error: {code}", $"{count:N0}");
    }

    public override string ToString() => string.Join('\n', Facts().Select(fact => $"{fact.Name,-58} {fact.Value}"));

    private static string Milliseconds(double value) => double.IsNaN(value) ? "–" : value < 10 ? $"{value:0.0} ms" : $"{value:N0} ms";
}
