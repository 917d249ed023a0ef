using Proctoring.Vision;

namespace Proctoring.Inference.Serving;

/// <summary>What callers are told of the detector that runs.</summary>
/// <param name="Version">Of the network, from its manifest.</param>
/// <param name="Network">The model's own name, e.g. <c>nanodet-g</c>.</param>
/// <param name="Provider">Execution provider that runs it.</param>
/// <param name="Classes">Labels by class.</param>
/// <param name="Workers">Batches at a time.</param>
internal sealed record ServedModel(string Version, string Network, string Provider, IReadOnlyList<string> Classes, int Workers)
{
    private readonly Dictionary<string, int> _classOf = Classes.Index().ToDictionary(entry => entry.Item, entry => entry.Index);

    public static ServedModel Of(Detector detector) =>
        new(detector.Manifest.Version, detector.Identity.Model, detector.Identity.Provider, detector.Manifest.Classes, detector.Concurrency);

    /// <summary>The class of a label.</summary>
    public int ClassOf(string label) => _classOf[label];
}
