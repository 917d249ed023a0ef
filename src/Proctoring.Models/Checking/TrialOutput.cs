using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Checking;

/// <summary>What a manifest promises of one output: [n, <paramref name="Cells"/>, <paramref name="Depth"/>], all finite.</summary>
internal sealed record TrialOutput(string Name, int Cells, int Depth)
{
    /// <summary>Sums run in another order where a batch is larger; more than this is no rounding.</summary>
    private const float Tolerance = 1e-3f;

    public static IReadOnlyList<TrialOutput> Of(ModelManifest manifest) =>
    [
        .. manifest.Head.Levels.SelectMany(level =>
        {
            var cells = manifest.Input.Width / level.Stride * (manifest.Input.Height / level.Stride);
            return new TrialOutput[] { new(level.Scores, cells, manifest.Classes.Count), new(level.Boxes, cells, 4 * manifest.Head.Bins) };
        }),
    ];

    public float[] Read(ModelManifest manifest, OrtValue value, int batch)
    {
        var shape = value.GetTensorTypeAndShape().Shape;
        if (!shape.AsSpan().SequenceEqual([batch, Cells, Depth]))
            throw new ModelException(
                $"The model {manifest.Name} gives '{Name}' as [{string.Join(", ", shape)}]; its manifest means [{batch}, {Cells}, {Depth}].");
        var numbers = value.GetTensorDataAsSpan<float>().ToArray();
        if (!TensorPrimitives.IsFiniteAll(numbers))
            throw new ModelException($"The model {manifest.Name} gives numbers in '{Name}' that are not finite.");
        return numbers;
    }

    /// <summary>Two equal pictures in one batch give twice what one gives alone; a model traced for one picture often does not.</summary>
    public static void RequireEqualRows(ModelManifest manifest, ReadOnlySpan<float> alone, ReadOnlySpan<float> both)
    {
        for (var row = 0; row < 2; row++)
        {
            var rest = both.Slice(row * alone.Length, alone.Length);
            for (var i = 0; i < alone.Length; i++)
                if (MathF.Abs(alone[i] - rest[i]) > Tolerance) throw new ModelException($"The model {manifest.Name} mixes the pictures of a batch.");
        }
    }
}
