namespace Proctoring.Capacity.Planning;

/// <summary>What is asked for: how many, and what is switched on.</summary>
/// <param name="Gate">Frames that show nothing new are answered without a model run (<c>Gating:Enabled</c>).</param>
/// <param name="Pace">Clients are asked for fewer frames while nothing changes (<c>Gating:QuietInterval</c>). It is the gate that tells: no pace without it.</param>
internal readonly record struct Way(int Candidates, bool Gate, bool Pace)
{
    public static readonly int[] Scales = [1_000, 100_000, 1_000_000];

    public static IEnumerable<Way> Of(int candidates) => [new(candidates, false, false), new(candidates, true, false), new(candidates, true, true)];

    public string Name => (Gate, Pace) switch { (false, _) => "every frame", (true, false) => "gate", _ => "gate and pace" };
}

internal enum Pictures
{
    /// <summary>Each on the candidate's socket.</summary>
    Inline,

    /// <summary>In a store, fetched from a CDN.</summary>
    Url,
}
