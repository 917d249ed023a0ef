namespace Proctoring.Cluster.Tests.Hosting;

/// <summary>One cluster at a time: its servers share two cores, and gaps between verdicts are asserted.</summary>
[CollectionDefinition(nameof(ClusterCollection), DisableParallelization = true)]
public sealed class ClusterCollection;
