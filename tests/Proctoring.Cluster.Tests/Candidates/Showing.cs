namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>When a candidate holds a phone up, by time since the first frame.</summary>
/// <param name="Blocks">In their order, apart by more than what is forgiven.</param>
internal sealed record Showing(params (TimeSpan From, TimeSpan To)[] Blocks)
{
    public static Showing Always { get; } = new((TimeSpan.Zero, TimeSpan.MaxValue));

    public bool At(TimeSpan time) => Array.Exists(Blocks, block => time >= block.From && time < block.To);
}
