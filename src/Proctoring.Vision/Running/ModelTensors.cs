using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Running;

/// <summary>Whether a loaded model has the tensors that its manifest means: otherwise the first frame, not the start, would tell.</summary>
internal static class ModelTensors
{
    private static readonly TensorElementType[] OutputTypes = [TensorElementType.Float, TensorElementType.Float16];

    /// <param name="model">The start of the complaint's sentence.</param>
    /// <param name="batchSizes">Every batch that will be run.</param>
    /// <exception cref="ModelException">A tensor is missing, or of another type or shape.</exception>
    public static void Check(string model, ModelManifest manifest, IReadOnlyList<int> batchSizes, InferenceSession session)
    {
        var input = manifest.Input;
        var given = Find(model, session.InputMetadata, input.Name, "input");
        Require(model, input.Name, given, [input.ElementType], batchSizes, input.Shape);
        foreach (var output in DetectionHead.Of(manifest).Outputs)
            Require(model, output.Name, Find(model, session.OutputMetadata, output.Name, "output"), OutputTypes, batchSizes, output.Shape);
    }

    private static NodeMetadata Find(string model, IReadOnlyDictionary<string, NodeMetadata> tensors, string name, string kind) =>
        tensors.TryGetValue(name, out var tensor)
            ? tensor
            : throw new ModelException($"{model} has no {kind} '{name}', which its manifest names; it has {string.Join(", ", tensors.Keys)}.");

    private static void Require(
        string model, string name, NodeMetadata tensor, TensorElementType[] types, IReadOnlyList<int> batchSizes, int[] frameShape)
    {
        foreach (var batch in batchSizes)
        {
            int[] shape = [batch, .. frameShape];
            if (types.Contains(tensor.ElementDataType) && Fits(tensor.Dimensions, shape)) continue;
            var actual = string.Join(", ", tensor.Dimensions.Select(dimension => dimension < 0 ? "?" : dimension.ToString()));
            throw new ModelException($"{model} has '{name}' as {tensor.ElementDataType}[{actual}]; "
                + $"its manifest means {string.Join(" or ", types)}[{string.Join(", ", shape)}].");
        }
    }

    // A negative dimension is free: most models leave the batch open.
    private static bool Fits(int[] actual, int[] wanted) =>
        actual.Length == wanted.Length && actual.Zip(wanted).All(pair => pair.First < 0 || pair.First == pair.Second);
}
