namespace Proctoring.Capacity.Simulation;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): the same numbers for the same seed, on every machine and version of .NET.</summary>
internal struct Chance(ulong seed)
{
    private ulong _state = seed;

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double Next() => (Draw() >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 ≤ n &lt; <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(Next() * end);

    private ulong Draw()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
