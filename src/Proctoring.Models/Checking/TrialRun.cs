using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Running;

namespace Proctoring.Models.Checking;

/// <summary>What a model gave for a batch of made-up pictures.</summary>
internal sealed class TrialRun : IDisposable
{
    private readonly OutputMemory[] _outputs;

    private TrialRun(OutputMemory[] outputs) => _outputs = outputs;

    /// <summary>What it gave for one of the pictures.</summary>
    public FrameOutputs this[int picture] => new(_outputs, picture);

    /// <param name="pictures">The number of a <see cref="TrialPicture"/> for each place in the batch.</param>
    public static TrialRun Of(InferenceSession session, ModelManifest manifest, int[] pictures)
    {
        var wanted = DetectionHead.Of(manifest).Outputs;
        using var memory = new TensorMemory(manifest.Input.ElementType, manifest.Input.Shape, pictures.Length, allocator: null);
        var layout = InputLayout.Of(manifest.Input);
        for (var i = 0; i < pictures.Length; i++) TrialPicture.Write(manifest.Input, layout, memory.Frame(i), pictures[i]);
        using var input = memory.Of(pictures.Length);
        using var run = new RunOptions();
        // Not bound beforehand: a model that gives another shape than it declares is to be caught at it.
        using var results = session.Run(run, [manifest.Input.Name], [input], [.. wanted.Select(output => output.Name)]);
        return new TrialRun([.. results.Select((value, i) => TrialOutput.Read(manifest, wanted[i], value, pictures.Length))]);
    }

    public void Dispose()
    {
        foreach (var output in _outputs) output.Dispose();
    }
}
