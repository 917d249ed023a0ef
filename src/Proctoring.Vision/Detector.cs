using System.Collections.Concurrent;
using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Vision.Annotation;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Vision;

/// <summary>
/// JPEG → detections → annotated JPEG. Safe for concurrent callers: each enters, gets a turn with a workspace of its own, and
/// analyses frames one after another. A turn that runs alone uses every core; turns that overlap use one each.
/// </summary>
public sealed class Detector : IDisposable
{
    private readonly ModelSessions _sessions;
    private readonly ConcurrentStack<Workspace> _idle = new();
    private readonly SemaphoreSlim _places;
    private readonly TimeProvider _time;
    private int _working;

    private Detector(ModelFile file, DetectorOptions options, TimeProvider time)
    {
        _time = time;
        Manifest = file.Manifest;
        Limits = options.Limits;
        Concurrency = options.EffectiveConcurrency;
        _places = new SemaphoreSlim(Concurrency);
        _sessions = new ModelSessions(file, options.EffectiveCores);
        Annotator = new Annotator(Manifest.Watched, options.PictureQuality);
        Labels = [.. Manifest.Classes];
        Identity = new DetectorIdentity("CPU", Manifest.Name);
        for (var i = 0; i < Concurrency; i++) _idle.Push(new Workspace(_sessions, Manifest));
    }

    public ModelManifest Manifest { get; }

    public DetectorIdentity Identity { get; }

    /// <summary>Frames that can be in work at a time.</summary>
    public int Concurrency { get; }

    internal JpegLimits Limits { get; }

    internal Annotator Annotator { get; }

    internal string[] Labels { get; }

    /// <summary>Verifies and loads the model. Not yet warm: call <see cref="WarmUp"/> before taking traffic.</summary>
    /// <exception cref="ModelException">The model is missing, does not match its manifest, or cannot be loaded; or an option is out of range.</exception>
    public static Detector Load(DetectorOptions options, TimeProvider time)
    {
        OnnxRuntimeTelemetry.TurnOff();
        options.Check();
        // OpenCV would start a thread pool of its own beside ONNX Runtime's. 1, not 0: both mean none, but its workers divide by
        // this number, and one still at work somewhere in the process would take it down.
        Cv2.SetNumThreads(1);
        return new Detector(ModelFile.Verify(options.Model), options, time);
    }

    /// <summary>Waits for a place. Whoever gets one picks its frame then, so that the newest is analysed.</summary>
    public async ValueTask<DetectorTurn> EnterAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_idle.TryPop(out var workspace)) throw new InvalidOperationException("A place was free but no workspace was idle.");
        return new DetectorTurn(this, workspace, _time);
    }

    /// <summary>Runs every workspace through a whole frame, alone and in company, so that the first real frame is as quick as the tenth.</summary>
    public void WarmUp()
    {
        using var scene = new Mat(480, 640, MatType.CV_8UC1);
        Cv2.Randu(scene, 0, 255);
        using var jpeg = JpegEncoder.Encode(scene, quality: 50);
        foreach (var workspace in _idle)
        {
            var turn = new DetectorTurn(this, workspace, _time);
            foreach (var alone in (ReadOnlySpan<bool>)[true, false])
                turn.Analyze(jpeg.Span, AnalysisRequest.Proctoring with { ScoreFloor = 0.01f }, alone).Dispose();
        }
    }

    internal bool StartWork() => Interlocked.Increment(ref _working) == 1;

    internal void EndWork() => Interlocked.Decrement(ref _working);

    internal void Leave(Workspace workspace)
    {
        _idle.Push(workspace);
        _places.Release();
    }

    /// <summary>Frees the native sessions. No turn may be out.</summary>
    public void Dispose()
    {
        foreach (var workspace in _idle) workspace.Dispose();
        _sessions.Dispose();
        _places.Dispose();
    }
}
