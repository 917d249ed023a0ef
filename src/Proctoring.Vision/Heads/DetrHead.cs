using System.Numerics.Tensors;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Heads;

/// <summary>Reads outputs of RT-DETR and other detectors with a fixed number of queries, scored by the sigmoid and without a class for nothing.</summary>
/// <remarks>Source of the format: RT-DETR (lyuwenyu/RT-DETR), arXiv:2304.08069.</remarks>
internal sealed class DetrHead : IDetectionHead
{
    private const int BoxDepth = 4;

    private readonly ModelInput _input;
    private readonly DetrSettings _settings;
    private readonly float[] _scores;

    public DetrHead(ModelManifest manifest, DetrSettings settings)
    {
        (_input, _settings) = (manifest.Input, settings);
        _scores = new float[manifest.Classes.Count];
        Outputs = settings.Output is { } both
            ? [new HeadOutput(both, [settings.Queries, BoxDepth + _scores.Length])]
            : [new HeadOutput(settings.Boxes!, [settings.Queries, BoxDepth]), new HeadOutput(settings.Scores!, [settings.Queries, _scores.Length])];
    }

    /// <summary>One output, or boxes and scores.</summary>
    public IReadOnlyList<HeadOutput> Outputs { get; }

    public bool IsEndToEnd => true;

    /// <summary>Adds every (query, class) pair that scores at least <paramref name="floor"/>.</summary>
    public void Read(FrameOutputs outputs, float floor, List<Candidate> found)
    {
        var boxes = outputs[0];
        var scores = Outputs.Count == 1 ? boxes[BoxDepth..] : outputs[1];
        var (boxStep, scoreStep) = (Outputs[0].Shape[1], Outputs[^1].Shape[1]);
        for (var query = 0; query < _settings.Queries; query++)
            ReadQuery(boxes.Slice(query * boxStep, BoxDepth), scores.Slice(query * scoreStep, _scores.Length), floor, found);
    }

    private void ReadQuery(ReadOnlySpan<float> box, ReadOnlySpan<float> scores, float floor, List<Candidate> found)
    {
        if (_settings.Logits)
        {
            TensorPrimitives.Sigmoid(scores, _scores);
            scores = _scores;
        }
        var (width, height) = (_input.Width, _input.Height);
        ScoreScan.AddEach(scores, floor, CentredBox.Of(box[0] * width, box[1] * height, box[2] * width, box[3] * height), found);
    }
}
