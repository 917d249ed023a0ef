using Microsoft.ML.OnnxRuntime.Tensors;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Heads;

/// <summary>Outputs of a head by hand, for an input of 64×32 pixels and three classes.</summary>
internal sealed class HandMade
{
    /// <summary>Cells of strides 8, 16 and 32 on that input.</summary>
    public const int Cells = 32 + 8 + 2;

    private readonly IDetectionHead _head;
    private readonly OutputMemory[] _outputs;

    public HandMade(ModelHead settings)
    {
        _head = DetectionHead.Of(TestManifests.Wide(settings));
        _outputs = [.. _head.Outputs.Select(output => new OutputMemory(TensorElementType.Float, output, frames: 1, allocator: null))];
    }

    /// <summary>The numbers of one output, all 0 until a test says otherwise.</summary>
    public Span<float> this[int output] => _outputs[output].Frame<float>(0);

    public IReadOnlyList<HeadOutput> Outputs => _head.Outputs;

    public bool IsEndToEnd => _head.IsEndToEnd;

    public List<Candidate> Read(float floor)
    {
        List<Candidate> found = [];
        _head.Read(new FrameOutputs(_outputs, 0), floor, found);
        return found;
    }
}
