using System.Numerics.Tensors;
using Proctoring.Contracts;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Heads;

/// <summary>
/// Reads NanoDet outputs. Each cell has a score a class (already through the sigmoid) and, for each side, logits over
/// distances of 0 … bins − 1 strides; the side lies at the distribution's expectation from the cell's centre.
/// </summary>
/// <remarks>Source of the format: NanoDet (RangiLyu/nanodet) and Generalized Focal Loss, arXiv:2006.04388.</remarks>
internal sealed class NanoDetHead : IDetectionHead
{
    private readonly ModelManifest _manifest;
    private readonly NanoDetSettings _settings;
    private readonly float[] _distribution;

    public NanoDetHead(ModelManifest manifest, NanoDetSettings settings)
    {
        (_manifest, _settings) = (manifest, settings);
        _distribution = new float[settings.Bins];
        Outputs = [.. settings.Levels.SelectMany(OutputsOf)];
    }

    /// <summary>Scores and boxes of each level, in the manifest's order.</summary>
    public IReadOnlyList<HeadOutput> Outputs { get; }

    public bool IsEndToEnd => false;

    private HeadOutput[] OutputsOf(HeadLevel level)
    {
        var cells = Cells.Count(level.Stride, _manifest.Input);
        return [new HeadOutput(level.Scores, [cells, _manifest.Classes.Count]), new HeadOutput(level.Boxes, [cells, 4 * _settings.Bins])];
    }

    /// <summary>Adds every (cell, class) pair that scores at least <paramref name="floor"/>.</summary>
    public void Read(FrameOutputs outputs, float floor, List<Candidate> found)
    {
        for (var level = 0; level < _settings.Levels.Count; level++)
            ReadLevel(_settings.Levels[level].Stride, outputs[2 * level], outputs[2 * level + 1], floor, found);
    }

    private void ReadLevel(int stride, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, float floor, List<Candidate> found)
    {
        var columns = _manifest.Input.Width / stride;
        var classes = _manifest.Classes.Count;
        for (var at = ScoreScan.NextAtLeast(scores, 0, floor); at < scores.Length; at = ScoreScan.NextAtLeast(scores, at + 1, floor))
        {
            var cell = at / classes;
            var box = ReadBox(boxes, cell, (cell % columns + 0.5f) * stride, (cell / columns + 0.5f) * stride, stride);
            found.Add(new Candidate(at - cell * classes, scores[at], box));
        }
    }

    private Box ReadBox(ReadOnlySpan<float> boxes, int cell, float x, float y, int stride)
    {
        var bins = _settings.Bins;
        var sides = boxes.Slice(cell * 4 * bins, 4 * bins);
        return new Box(
            x - Distance(sides[..bins]) * stride, y - Distance(sides.Slice(bins, bins)) * stride,
            x + Distance(sides.Slice(2 * bins, bins)) * stride, y + Distance(sides.Slice(3 * bins, bins)) * stride);
    }

    private float Distance(ReadOnlySpan<float> logits)
    {
        // SoftMax takes the exponentials as they are: past 88 they are infinite and the box would be no number.
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), _distribution);
        TensorPrimitives.SoftMax(_distribution, _distribution);
        var expectation = 0f;
        for (var bin = 1; bin < _distribution.Length; bin++) expectation += bin * _distribution[bin];
        return expectation;
    }
}
