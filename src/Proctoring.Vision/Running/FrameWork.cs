using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Vision.Decoding;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;

namespace Proctoring.Vision.Running;

/// <summary>One frame's way through a batch: decoded into the batch's input, then read from its outputs. One frame at a time.</summary>
internal sealed class FrameWork(ModelManifest manifest)
{
    /// <summary>What looks a little like a phone is told too, down to this score: somebody may want to look again.</summary>
    private const float LeastPhoneScore = 0.1f;

    private readonly int _phone = manifest.Classes.ToList().IndexOf(Labels.CellPhone);
    private readonly TensorWriter _writer = new(manifest.Input);
    private readonly List<Candidate> _candidates = [];
    private AnalysisRequest _request;
    private Mat? _pixels;
    private Letterbox _box;
    private string? _failure;
    private TimeSpan _decode;
    private float _phoneScore;

    public IDetectionHead Head { get; } = DetectionHead.Of(manifest);

    /// <summary>Whether the model's run is of use to this frame.</summary>
    public bool IsDecoded => _failure is null;

    /// <summary>Decodes a JPEG into <paramref name="tensor"/>. What is wrong with it is kept for <see cref="Finish"/>.</summary>
    public void Decode(ReadOnlySpan<byte> jpeg, AnalysisRequest request, Span<byte> tensor, Detector detector)
    {
        var started = detector.Time.GetTimestamp();
        (_request, _failure) = (request, null);
        var problem = detector.Limits.Check(jpeg, out var header);
        if (problem == JpegProblem.None)
        {
            _pixels = JpegDecoder.Decode(jpeg, header, request.Gray || manifest.Input.Colour == "gray");
            if (_pixels is null) problem = JpegProblem.NotJpeg;
        }
        if (_pixels is null) _failure = detector.Limits.Describe(problem, jpeg.Length, header);
        else _box = _writer.Write(_pixels, tensor);
        _decode = detector.Time.GetElapsedTime(started);
    }

    /// <summary>What came of the frame. Ends its way.</summary>
    /// <param name="waited">From the end of decoding to the start of the model's run.</param>
    /// <param name="inferred">The model's run.</param>
    public AnalyzedFrame Finish(FrameOutputs outputs, TimeSpan waited, TimeSpan inferred, Detector detector)
    {
        using var pixels = _pixels;
        _pixels = null;
        if (pixels is null) return AnalyzedFrame.Failed(detector.Identity, _failure!);
        var started = detector.Time.GetTimestamp();
        var detections = ReadDetections(outputs, detector.Labels);
        var read = detector.Time.GetTimestamp();
        var drawn = SeenObjects.Fingerprint(detections, detector.Annotator.Watched);
        var picture = _request.Picture.Wants(detections, drawn) ? detector.Annotator.Annotate(pixels, detections) : null;
        return new AnalyzedFrame
        {
            Detector = detector.Identity,
            Width = _box.SourceWidth,
            Height = _box.SourceHeight,
            Detections = detections,
            Drawn = drawn,
            PhoneScore = _phoneScore,
            Times = new StageTimes(waited, _decode, inferred, detector.Time.GetElapsedTime(started, read), detector.Time.GetElapsedTime(read)),
        }.With(picture);
    }

    /// <summary>Ends the way of a frame that nothing came of.</summary>
    public void Abandon()
    {
        _pixels?.Dispose();
        _pixels = null;
    }

    // Returns the best score of a phone, dropped or not.
    private float DropBelow(float floor)
    {
        var (kept, phone) = (0, 0f);
        for (var i = 0; i < _candidates.Count; i++)
        {
            var candidate = _candidates[i];
            if (candidate.Class == _phone) phone = MathF.Max(phone, candidate.Score);
            if (candidate.Score >= floor) _candidates[kept++] = candidate;
        }
        _candidates.RemoveRange(kept, _candidates.Count - kept);
        return phone;
    }

    private Detection[] ReadDetections(FrameOutputs outputs, string[] labels)
    {
        var floor = _request.ScoreFloor ?? manifest.ScoreThreshold;
        _candidates.Clear();
        Head.Read(outputs, MathF.Min(floor, LeastPhoneScore), _candidates);
        _phoneScore = DropBelow(floor);
        if (Head.IsEndToEnd) Suppression.KeepBest(_candidates, manifest.Nms.MaxDetections);
        else Suppression.Apply(_candidates, manifest.Nms);
        if (_candidates.Count == 0) return [];
        var detections = new Detection[_candidates.Count];
        for (var i = 0; i < detections.Length; i++)
        {
            var candidate = _candidates[i];
            detections[i] = new Detection(labels[candidate.Class], candidate.Score, _box.ToPicture(candidate.Box));
        }
        return detections;
    }
}
