using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Vision.Decoding;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Running;

namespace Proctoring.Vision;

/// <summary>A place at the detector, with a workspace. Dispose it to let the next one in. One frame at a time.</summary>
public sealed class DetectorTurn : IDisposable
{
    private readonly Detector _detector;
    private readonly TimeProvider _time;
    private Workspace? _workspace;

    internal DetectorTurn(Detector detector, Workspace workspace, TimeProvider time) =>
        (_detector, _workspace, _time) = (detector, workspace, time);

    /// <summary>Analyses one JPEG on the calling thread. What is wrong with the JPEG comes back as <see cref="AnalyzedFrame.Failure"/>.</summary>
    public AnalyzedFrame Analyze(ReadOnlySpan<byte> jpeg, AnalysisRequest request)
    {
        var alone = _detector.StartWork();
        try
        {
            return Analyze(jpeg, request, alone);
        }
        finally
        {
            _detector.EndWork();
        }
    }

    internal AnalyzedFrame Analyze(ReadOnlySpan<byte> jpeg, AnalysisRequest request, bool alone)
    {
        var workspace = _workspace ?? throw new ObjectDisposedException(nameof(DetectorTurn));
        var started = _time.GetTimestamp();
        var problem = _detector.Limits.Check(jpeg, out var header);
        if (problem != JpegProblem.None) return Fail(_detector.Limits.Describe(problem, jpeg.Length, header));

        var gray = request.Gray || _detector.Manifest.Input.Colour == "gray";
        using var pixels = JpegDecoder.Decode(jpeg, header, gray);
        if (pixels is null) return Fail(_detector.Limits.Describe(JpegProblem.NotJpeg, jpeg.Length, header));
        var box = workspace.Writer.Write(pixels, workspace.Input);
        var decoded = _time.GetTimestamp();

        workspace.Run(alone);
        var inferred = _time.GetTimestamp();

        var detections = ReadDetections(workspace, box, request.ScoreFloor ?? _detector.Manifest.ScoreThreshold);
        var read = _time.GetTimestamp();

        var picture = request.Annotate ? _detector.Annotator.Annotate(pixels, detections) : null;
        return new AnalyzedFrame
        {
            Detector = _detector.Identity,
            Width = header.Width,
            Height = header.Height,
            Detections = detections,
            Times = new StageTimes(
                Wait: default, Between(started, decoded), Between(decoded, inferred), Between(inferred, read), _time.GetElapsedTime(read)),
        }.With(picture);
    }

    private Detection[] ReadDetections(Workspace workspace, Letterbox box, float floor)
    {
        var candidates = workspace.Candidates;
        candidates.Clear();
        workspace.Head.Read(workspace.Outputs, floor, candidates);
        Suppression.Apply(candidates, _detector.Manifest.Nms);
        if (candidates.Count == 0) return [];
        var detections = new Detection[candidates.Count];
        for (var i = 0; i < detections.Length; i++)
        {
            var candidate = candidates[i];
            detections[i] = new Detection(_detector.Labels[candidate.Class], candidate.Score, box.ToPicture(candidate.Box));
        }
        return detections;
    }

    private AnalyzedFrame Fail(string sentence) => AnalyzedFrame.Failed(_detector.Identity, sentence);

    private TimeSpan Between(long from, long to) => _time.GetElapsedTime(from, to);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _workspace, null) is { } workspace) _detector.Leave(workspace);
    }
}
