namespace Proctoring.Contracts.Tests;

/// <summary>Tests that rent and count buffers run alone: the count is the process's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PooledBytesCollection
{
    public const string Name = "pooled bytes";
}
