using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private readonly float[] _distribution;

    public NanoDetHead(ModelManifest manifest)
    {
        _manifest = manifest;
        _distribution = new float[manifest.Head.Bins];
        Outputs = [.. manifest.Head.Levels.SelectMany(level => OutputsOf(level, manifest))];
    }

    /// <summary>Scores and boxes of each level, in the manifest's order.</summary>
    public IReadOnlyList<HeadOutput> Outputs { get; }

    private static HeadOutput[] OutputsOf(HeadLevel level, ModelManifest manifest)
    {
        var cells = level.Cells(manifest.Input);
        return [new HeadOutput(level.Scores, [cells, manifest.Classes.Count]), new HeadOutput(level.Boxes, [cells, 4 * manifest.Head.Bins])];
    }

    /// <summary>Adds every (cell, class) pair that scores at least <paramref name="floor"/>.</summary>
    public void Read(FrameOutputs outputs, float floor, List<Candidate> found)
    {
        for (var level = 0; level < _manifest.Head.Levels.Count; level++)
            ReadLevel(_manifest.Head.Levels[level].Stride, outputs[2 * level], outputs[2 * level + 1], floor, found);
    }

    private void ReadLevel(int stride, ReadOnlySpan<float> scores, ReadOnlySpan<float> boxes, float floor, List<Candidate> found)
    {
        var columns = _manifest.Input.Width / stride;
        var classes = _manifest.Classes.Count;
        for (var at = NextAtLeast(scores, 0, floor); at < scores.Length; at = NextAtLeast(scores, at + 1, floor))
        {
            var cell = at / classes;
            var box = ReadBox(boxes, cell, (cell % columns + 0.5f) * stride, (cell / columns + 0.5f) * stride, stride);
            found.Add(new Candidate(at - cell * classes, scores[at], box));
        }
    }

    // Nearly all of some 280,000 scores are below the floor: eight are skipped at a time.
    private static int NextAtLeast(ReadOnlySpan<float> scores, int from, float floor)
    {
        ref var first = ref MemoryMarshal.GetReference(scores);
        var limit = Vector256.Create(floor);
        var at = from;
        while (at <= scores.Length - 8 && !Vector256.GreaterThanOrEqualAny(Vector256.LoadUnsafe(ref first, (nuint)at), limit)) at += 8;
        while (at < scores.Length && !(scores[at] >= floor)) at++;
        return at;
    }

    private Box ReadBox(ReadOnlySpan<float> boxes, int cell, float x, float y, int stride)
    {
        var bins = _manifest.Head.Bins;
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
