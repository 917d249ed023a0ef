namespace Proctoring.Load;

internal enum DialectChoice
{
    V1,
    First,

    /// <summary>By turns.</summary>
    Both,
}

internal enum LoopKind
{
    /// <summary>A frame at each interval, whatever comes back: what candidates do.</summary>
    Open,

    /// <summary>The next frame when the last was answered: what the server can do.</summary>
    Closed,
}

/// <summary>What is to be done to a server.</summary>
/// <param name="Steps">In how many equal groups candidates come during the ramp; 0 for one by one.</param>
/// <param name="Folder">JPEGs to send; null for drawn scenes.</param>
/// <param name="Phones">Share of the candidates who hold up a phone, where scenes are drawn.</param>
/// <param name="StormEvery">Time between two reconnect storms; zero for none.</param>
/// <param name="StormShare">Share of the candidates whose connection breaks in each.</param>
internal sealed record LoadPlan(
    Uri Address, int Candidates, TimeSpan Duration, TimeSpan Ramp, int Steps, DialectChoice Dialect, LoopKind Loop, TimeSpan Interval, string? Folder, double Phones,
    string Pictures, string Room, TimeSpan StormEvery, double StormShare, string Report)
{
    /// <summary>What it says of itself in a report.</summary>
    public IEnumerable<(string Name, string Value)> Facts()
    {
        yield return ("server", Address.ToString());
        yield return ("candidates", $"{Candidates}, {Arrival}");
        yield return ("dialect", Dialect switch { DialectChoice.V1 => "proctoring.v1", DialectChoice.First => "the first client's", _ => "both by turns" });
        yield return ("loop", Loop == LoopKind.Open ? $"open, a frame every {Interval.TotalMilliseconds:0} ms" : "closed, the next frame on the answer to the last");
        yield return ("frames", Folder is null ? $"drawn, {Phones:P0} of the candidates with a phone" : $"JPEGs of {Folder}");
        yield return ("pictures back", Dialect == DialectChoice.First ? "inline" : Pictures);
        if (StormEvery > TimeSpan.Zero) yield return ("storms", $"every {StormEvery.TotalSeconds:0.#} s, {StormShare:P0} of the connections");
    }

    private string Arrival => Ramp == TimeSpan.Zero ? "at once" : Steps == 0 ? $"over {Ramp.TotalSeconds:0.#} s" : $"in {Steps} steps over {Ramp.TotalSeconds:0.#} s";

    /// <summary>When a candidate comes.</summary>
    public TimeSpan ArrivalOf(int candidate)
    {
        if (Steps == 0) return Ramp * candidate / Candidates;
        return Ramp * (candidate * Steps / Candidates) / Steps;
    }

    /// <summary>Whether a candidate's connection breaks in a storm. Each storm hits others.</summary>
    public bool IsHit(int candidate, int storm) => (candidate + storm * 7919L) % Candidates < Candidates * StormShare;

    public bool SpeaksV1(int candidate) => Dialect == DialectChoice.V1 || (Dialect == DialectChoice.Both && candidate % 2 == 0);
}
