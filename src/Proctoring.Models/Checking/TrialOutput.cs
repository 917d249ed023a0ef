using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Models.Checking;

/// <summary>What a manifest promises of one output: its shape, and numbers that are finite.</summary>
internal static class TrialOutput
{
    /// <summary>The output's numbers, for as many frames as the batch has.</summary>
    /// <exception cref="ModelException">The model breaks the promise.</exception>
    public static OutputMemory Read(ModelManifest manifest, HeadOutput output, OrtValue value, int batch)
    {
        var given = value.GetTensorTypeAndShape();
        long[] wanted = [batch, .. output.Shape];
        if (!given.Shape.AsSpan().SequenceEqual(wanted))
            throw new ModelException(
                $"The model {manifest.Name} gives '{output.Name}' as [{string.Join(", ", given.Shape)}]; its manifest means [{string.Join(", ", wanted)}].");
        var memory = new OutputMemory(given.ElementDataType, output, batch, allocator: null);
        var bytes = value.GetTensorMutableRawData();
        for (var i = 0; i < batch; i++)
        {
            var frame = memory.Frame<byte>(i);
            bytes.Slice(i * frame.Length, frame.Length).CopyTo(frame);
            if (!TensorPrimitives.IsFiniteAll(memory.Read(i)))
                throw new ModelException($"The model {manifest.Name} gives numbers in '{output.Name}' that are not finite.");
        }
        return memory;
    }
}
