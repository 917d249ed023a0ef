using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Checking;

/// <summary>One run of a model on copies of one made-up picture.</summary>
internal static class TrialRun
{
    /// <returns>For each output of <see cref="TrialOutput.Of"/> its numbers, [batch, cells, depth], checked.</returns>
    public static float[][] Of(InferenceSession session, ModelManifest manifest, int batch)
    {
        var outputs = TrialOutput.Of(manifest);
        using var input = OrtValue.CreateTensorValueFromMemory(
            Pictures(manifest.Input, batch), [batch, 3, manifest.Input.Height, manifest.Input.Width]);
        using var run = new RunOptions();
        using var results = session.Run(run, [manifest.Input.Name], [input], [.. outputs.Select(o => o.Name)]);
        return [.. results.Select((value, i) => outputs[i].Read(manifest, value, batch))];
    }

    /// <summary>Smooth waves within normalised pixels' range: a picture of zeros would hide much that can be wrong.</summary>
    private static float[] Pictures(ModelInput input, int batch)
    {
        var numbers = 3 * input.Height * input.Width;
        var pictures = new float[batch * numbers];
        for (var i = 0; i < pictures.Length; i++)
        {
            var (x, y) = (i % input.Width, i / input.Width % input.Height);
            pictures[i] = MathF.Sin(x * 0.05f) + MathF.Cos(y * 0.03f);
        }
        return pictures;
    }
}
