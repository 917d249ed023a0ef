using Proctoring.Vision.Manifests;
using Proctoring.Vision.Providers;

namespace Proctoring.Vision.Running;

internal static class BatchChoice
{
    /// <summary>Ascending: the batches that will be run. A model with a fixed batch runs in no other; else the options' count, else the provider's.</summary>
    /// <exception cref="ModelException">The options name a batch that the model does not take.</exception>
    public static IReadOnlyList<int> Of(ModelFile file, IExecutionProvider provider, DetectorOptions options)
    {
        using var model = File.OpenRead(file.Path);
        if (FixedBatch.Of(model, file.Manifest.Input.Name) is not { } only)
            return options.BatchSizes.Count > 0 ? [.. options.BatchSizes.Distinct().Order()] : provider.Traits.BatchSizes;
        if (options.BatchSizes.Any(size => size != only))
            throw new ModelException($"Detector:BatchSizes is {string.Join(", ", options.BatchSizes)}; {file.Path} runs in batches of {only} and no other.");
        return [only];
    }
}
