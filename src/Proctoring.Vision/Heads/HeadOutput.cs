namespace Proctoring.Vision.Heads;

/// <summary>One output tensor that a head reads.</summary>
/// <param name="Name">Name of the graph's output.</param>
/// <param name="Shape">Its dimensions without the batch, which comes first.</param>
internal sealed record HeadOutput(string Name, int[] Shape)
{
    /// <summary>Numbers a frame.</summary>
    public int Length => Shape.Aggregate(1, (product, dimension) => product * dimension);
}
