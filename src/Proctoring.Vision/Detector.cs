using System.Collections.Concurrent;
using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Vision.Annotation;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Providers;
using Proctoring.Vision.Running;

namespace Proctoring.Vision;

/// <summary>
/// JPEG → detections → annotated JPEG. Safe for concurrent callers: each enters, gets a turn with a workspace of its own, and
/// analyses frames or batches one after another. On processor cores a turn that runs alone uses all of them; turns that overlap use one each.
/// </summary>
public sealed class Detector : IDisposable
{
    private const int TurnsOnAnAccelerator = 3; // one decoded, one run, one read

    private readonly ModelSessions _sessions;
    private readonly ConcurrentStack<Workspace> _idle = new();
    private readonly SemaphoreSlim _places;
    private int _working;

    private Detector(ModelFile file, ModelSessions sessions, ProviderReport report, DetectorOptions options, TimeProvider time)
    {
        (_sessions, Report, Time) = (sessions, report, time);
        Manifest = file.Manifest;
        Limits = options.Limits;
        Concurrency = options.Concurrency == 0 && sessions.OneRunAtATime ? TurnsOnAnAccelerator : options.EffectiveConcurrency;
        _places = new SemaphoreSlim(Concurrency);
        Runs = sessions.OneRunAtATime ? new SemaphoreSlim(1) : null;
        Annotator = new Annotator(Manifest.Watched, options.PictureQuality);
        Labels = [.. Manifest.Classes];
        Identity = new DetectorIdentity(report.Provider, Manifest.Name);
        for (var i = 0; i < Concurrency; i++) _idle.Push(new Workspace(sessions, Manifest, BatchSizes));
    }

    public ModelManifest Manifest { get; }

    public DetectorIdentity Identity { get; }

    /// <summary>Which execution provider runs, how that is known, and why others do not.</summary>
    public ProviderReport Report { get; }

    /// <summary>Turns that can be out at a time.</summary>
    public int Concurrency { get; }

    /// <summary>Ascending: the batches that are run. A batch of another size is filled up to the next.</summary>
    public IReadOnlyList<int> BatchSizes => _sessions.BatchSizes;

    internal JpegLimits Limits { get; }

    internal Annotator Annotator { get; }

    internal string[] Labels { get; }

    internal TimeProvider Time { get; }

    /// <summary>Lets one run at a time onto an accelerator; null where runs do not wait for each other.</summary>
    internal SemaphoreSlim? Runs { get; }

    /// <summary>
    /// Verifies and loads the model on the first provider that runs it. May take minutes where an engine is built. Not yet
    /// warm: call <see cref="WarmUp"/> before taking traffic.
    /// </summary>
    /// <param name="say">Hears what is being done, in sentences without their full stop.</param>
    /// <exception cref="ModelException">The model is missing, does not match its manifest, or cannot be loaded; or an option is out of range.</exception>
    public static Detector Load(DetectorOptions options, TimeProvider time, Action<string>? say = null)
    {
        OnnxRuntimeTelemetry.TurnOff();
        var file = options.Verify();
        // OpenCV would start a thread pool of its own beside ONNX Runtime's. 1, not 0: both mean none, but its workers divide by
        // this number, and one still at work somewhere in the process would take it down.
        Cv2.SetNumThreads(1);
        var (sessions, report) = ProviderSelection.Open(file, options, say ?? (_ => { }));
        return new Detector(file, sessions, report, options, time);
    }

    /// <summary>Waits for a place. Whoever gets one picks its frame then, so that the newest is analysed.</summary>
    public async ValueTask<DetectorTurn> EnterAsync(CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!_idle.TryPop(out var workspace)) throw new InvalidOperationException("A place was free but no workspace was idle.");
        return new DetectorTurn(this, workspace);
    }

    /// <summary>Runs every workspace through whole frames, alone, in company and in every batch size, so that the first real frame is as quick as the tenth.</summary>
    public void WarmUp()
    {
        using var scene = new Mat(480, 640, MatType.CV_8UC1);
        Cv2.Randu(scene, 0, 255);
        using var jpeg = JpegEncoder.Encode(scene, quality: 50);
        var request = AnalysisRequest.Proctoring with { ScoreFloor = 0.01f };
        foreach (var workspace in _idle)
        {
            var turn = new DetectorTurn(this, workspace);
            foreach (var alone in (ReadOnlySpan<bool>)[true, false]) turn.Analyze(jpeg.Span, request, alone).Dispose();
            foreach (var size in BatchSizes.Where(size => size > 1)) WarmUp(turn, Enumerable.Repeat(new FrameJob(jpeg.Memory, request), size).ToArray());
        }
    }

    private static void WarmUp(DetectorTurn turn, FrameJob[] batch)
    {
        var results = new AnalyzedFrame[batch.Length];
        turn.Analyze(batch, results);
        foreach (var result in results) result.Dispose();
    }

    /// <summary>
    /// Whether one frame alone is in work. Asked for when the model runs and not when decoding begins: under load two frames begin in
    /// the same moment, and whoever came first would take the other's cores (2 % of the frames a second, two cores).
    /// </summary>
    internal bool IsAlone => Volatile.Read(ref _working) == 1;

    internal void StartWork() => Interlocked.Increment(ref _working);

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
        Runs?.Dispose();
    }
}
