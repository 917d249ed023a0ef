using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Running;

/// <summary>Whether a loaded model has the tensors that its manifest means: otherwise the first frame, not the start, would tell.</summary>
internal static class ModelTensors
{
    public static void Check(ModelFile file, InferenceSession session)
    {
        var input = file.Manifest.Input;
        Require(file, session.InputMetadata, input.Name, [1, 3, input.Height, input.Width]);
        foreach (var output in new NanoDetHead(file.Manifest).Outputs) Require(file, session.OutputMetadata, output.Name, [1, .. output.Shape]);
    }

    private static void Require(ModelFile file, IReadOnlyDictionary<string, NodeMetadata> tensors, string name, int[] shape)
    {
        if (!tensors.TryGetValue(name, out var tensor))
            throw new ModelException($"{file.Path} has no tensor '{name}', which its manifest names; it has {string.Join(", ", tensors.Keys)}.");
        if (tensor.ElementType != typeof(float) || !Fits(tensor.Dimensions, shape))
        {
            throw new ModelException($"{file.Path} has '{name}' as {tensor.ElementType.Name}[{string.Join(", ", tensor.Dimensions)}]; "
                + $"its manifest means {nameof(Single)}[{string.Join(", ", shape)}].");
        }
    }

    // A negative dimension is free: most models leave the batch open.
    private static bool Fits(int[] actual, int[] wanted) =>
        actual.Length == wanted.Length && actual.Zip(wanted).All(pair => pair.First < 0 || pair.First == pair.Second);
}
