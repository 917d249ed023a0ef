using Proctoring.Contracts;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Heads;

/// <summary>Reads outputs of YOLO models that end in a choice of their own: corners, score and class index in a row.</summary>
/// <remarks>Source of the format: Ultralytics' export with <c>nms=True</c>, and YOLOv10, arXiv:2405.14458.</remarks>
internal sealed class YoloNmsHead(ModelManifest manifest, YoloNmsSettings settings) : IDetectionHead
{
    private const int Depth = 6;

    private readonly int _classes = manifest.Classes.Count;

    public IReadOnlyList<HeadOutput> Outputs { get; } = [new HeadOutput(settings.Output, [settings.Rows, Depth])];

    public bool IsEndToEnd => true;

    /// <summary>Adds every row that scores at least <paramref name="floor"/>. A row of a class that the manifest does not have fills up, or means nothing.</summary>
    public void Read(FrameOutputs outputs, float floor, List<Candidate> found)
    {
        for (var rest = outputs[0]; rest.Length > 0; rest = rest[Depth..])
        {
            var (score, index) = (rest[4], MathF.Round(rest[5]));
            if (score >= floor && index >= 0 && index < _classes) found.Add(new Candidate((int)index, score, new Box(rest[0], rest[1], rest[2], rest[3])));
        }
    }
}
