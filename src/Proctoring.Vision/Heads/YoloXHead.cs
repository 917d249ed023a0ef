using System.Numerics.Tensors;
using Proctoring.Contracts;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Heads;

/// <summary>
/// Reads YOLOX outputs. A class scores objectness × class score. Unless the model has decoded it, a box's centre is an offset in
/// strides from its cell's corner and its size the exponential of what is given, in strides too.
/// </summary>
/// <remarks>Source of the format: YOLOX (Megvii-BaseDetection/YOLOX), arXiv:2107.08430.</remarks>
internal sealed class YoloXHead(ModelManifest manifest, YoloXSettings settings) : IDetectionHead
{
    private const int Objectness = 4;
    private const int Classes = 5;

    /// <summary>A size beyond this many pixels says no more than that everything is covered, and infinity is no place for a corner.</summary>
    private const float MaxSize = 1e6f;

    private readonly int[] _strides = StrideList.Of(settings.Strides);
    private readonly float[] _scores = new float[manifest.Classes.Count];

    public IReadOnlyList<HeadOutput> Outputs { get; } =
        [new HeadOutput(settings.Output, [StrideList.CellsOf(settings.Strides, manifest.Input), Classes + manifest.Classes.Count])];

    public bool IsEndToEnd => false;

    /// <summary>Adds every (cell, class) pair that scores at least <paramref name="floor"/>.</summary>
    public void Read(FrameOutputs outputs, float floor, List<Candidate> found)
    {
        var rest = outputs[0];
        var depth = Classes + _scores.Length;
        foreach (var stride in _strides)
        {
            var (columns, cells) = (manifest.Input.Width / stride, Cells.Count(stride, manifest.Input));
            for (var cell = 0; cell < cells; cell++)
                ReadCell(rest.Slice(cell * depth, depth), cell % columns, cell / columns, stride, floor, found);
            rest = rest[(cells * depth)..];
        }
    }

    private void ReadCell(ReadOnlySpan<float> cell, int column, int row, int stride, float floor, List<Candidate> found)
    {
        var objectness = settings.Logits ? 1 / (1 + MathF.Exp(-cell[Objectness])) : cell[Objectness];
        if (!(objectness >= floor)) return; // no class scores more than 1
        if (settings.Logits) TensorPrimitives.Sigmoid(cell[Classes..], _scores);
        else cell[Classes..].CopyTo(_scores);
        TensorPrimitives.Multiply(_scores, objectness, _scores);
        ScoreScan.AddEach(_scores, floor, settings.Decoded ? CentredBox.Of(cell[0], cell[1], cell[2], cell[3]) : Decode(cell, column, row, stride), found);
    }

    private static Box Decode(ReadOnlySpan<float> cell, int column, int row, int stride) => CentredBox.Of(
        (cell[0] + column) * stride, (cell[1] + row) * stride, Size(cell[2], stride), Size(cell[3], stride));

    private static float Size(float logarithm, int stride) => MathF.Min(MathF.Exp(logarithm) * stride, MaxSize);
}
