using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Providers;

/// <summary>What a session is made for.</summary>
/// <param name="Cores">Cores that may be used in all.</param>
/// <param name="Callers">Runs at a time.</param>
/// <param name="IsLone">For one frame on all cores; otherwise for several frames, a core each.</param>
/// <param name="BatchSizes">Ascending: every batch that will be run.</param>
internal sealed record SessionPlan(ModelFile File, int Cores, int Callers, bool IsLone, IReadOnlyList<int> BatchSizes)
{
    public int Threads => IsLone ? Cores : 1;
}
