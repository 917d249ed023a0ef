using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Heads;

/// <summary>Reads outputs as YOLOv8 and YOLO11 export them: boxes are decoded, and a class's score stands for itself.</summary>
/// <remarks>Source of the format: Ultralytics' export to ONNX, https://docs.ultralytics.com/modes/export.</remarks>
internal sealed class YoloHead : IDetectionHead
{
    private const int Classes = 4;

    private readonly YoloSettings _settings;
    private readonly int _cells;
    private readonly int _depth;

    public YoloHead(ModelManifest manifest, YoloSettings settings)
    {
        _settings = settings;
        _cells = StrideList.CellsOf(settings.Strides, manifest.Input);
        _depth = Classes + manifest.Classes.Count;
        Outputs = [new HeadOutput(settings.Output, settings.Transposed ? [_cells, _depth] : [_depth, _cells])];
    }

    public IReadOnlyList<HeadOutput> Outputs { get; }

    public bool IsEndToEnd => false;

    /// <summary>Adds every (cell, class) pair that scores at least <paramref name="floor"/>.</summary>
    public void Read(FrameOutputs outputs, float floor, List<Candidate> found)
    {
        if (_settings.Transposed) ReadCells(outputs[0], floor, found);
        else ReadClasses(outputs[0], floor, found);
    }

    private void ReadClasses(ReadOnlySpan<float> output, float floor, List<Candidate> found)
    {
        var scores = output[(Classes * _cells)..];
        for (var at = ScoreScan.NextAtLeast(scores, 0, floor); at < scores.Length; at = ScoreScan.NextAtLeast(scores, at + 1, floor))
        {
            var cell = at % _cells;
            var box = CentredBox.Of(output[cell], output[_cells + cell], output[2 * _cells + cell], output[3 * _cells + cell]);
            found.Add(new Candidate(at / _cells, scores[at], box));
        }
    }

    private void ReadCells(ReadOnlySpan<float> output, float floor, List<Candidate> found)
    {
        for (var rest = output; rest.Length > 0; rest = rest[_depth..])
            ScoreScan.AddEach(rest[Classes.._depth], floor, CentredBox.Of(rest[0], rest[1], rest[2], rest[3]), found);
    }
}
