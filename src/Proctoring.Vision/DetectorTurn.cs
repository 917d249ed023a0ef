using Proctoring.Contracts;
using Proctoring.Vision.Running;

namespace Proctoring.Vision;

/// <summary>One frame of a batch.</summary>
public readonly record struct FrameJob(ReadOnlyMemory<byte> Jpeg, AnalysisRequest Request);

/// <summary>A place at the detector, with a workspace. Dispose it to let the next one in. One frame or batch at a time.</summary>
public sealed class DetectorTurn : IDisposable
{
    private readonly Detector _detector;
    private Workspace? _workspace;

    internal DetectorTurn(Detector detector, Workspace workspace) => (_detector, _workspace) = (detector, workspace);

    /// <summary>Most frames of a batch.</summary>
    public int Capacity => _detector.BatchSizes[^1];

    /// <summary>Analyses one JPEG on the calling thread. What is wrong with the JPEG comes back as <see cref="AnalyzedFrame.Failure"/>.</summary>
    public AnalyzedFrame Analyze(ReadOnlySpan<byte> jpeg, AnalysisRequest request)
    {
        _detector.StartWork();
        try
        {
            return Analyze(jpeg, request, alone: null);
        }
        finally
        {
            _detector.EndWork();
        }
    }

    /// <summary>
    /// Analyses a batch in one run of the model and blocks meanwhile; decoding and reading spread over the cores. Each result
    /// is the caller's to dispose.
    /// </summary>
    /// <param name="frames">1 to <see cref="Capacity"/>.</param>
    /// <param name="results">As many as there are frames, in their order.</param>
    public void Analyze(ReadOnlyMemory<FrameJob> frames, Memory<AnalyzedFrame> results)
    {
        ArgumentOutOfRangeException.ThrowIfZero(frames.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(frames.Length, Capacity);
        if (frames.Length == 1)
        {
            results.Span[0] = Analyze(frames.Span[0].Jpeg.Span, frames.Span[0].Request);
            return;
        }
        var workspace = Workspace();
        _detector.StartWork();
        try
        {
            Parallel.For(0, frames.Length, i => workspace.Frames[i].Decode(frames.Span[i].Jpeg.Span, frames.Span[i].Request, workspace.Input(i), _detector));
            var (waited, inferred) = Run(workspace, frames.Length, alone: false);
            Parallel.For(0, frames.Length, i => results.Span[i] = workspace.Frames[i].Finish(workspace.Outputs(i), waited, inferred, _detector));
        }
        finally
        {
            foreach (var frame in workspace.Frames) frame.Abandon(); // only where something failed
            _detector.EndWork();
        }
    }

    /// <param name="alone">Whether the model has every core; null to see when it runs.</param>
    internal AnalyzedFrame Analyze(ReadOnlySpan<byte> jpeg, AnalysisRequest request, bool? alone)
    {
        var workspace = Workspace();
        var frame = workspace.Frames[0];
        try
        {
            frame.Decode(jpeg, request, workspace.Input(0), _detector);
            var (waited, inferred) = frame.IsDecoded ? Run(workspace, 1, alone ?? _detector.IsAlone) : default;
            return frame.Finish(workspace.Outputs(0), waited, inferred, _detector);
        }
        finally
        {
            frame.Abandon();
        }
    }

    private (TimeSpan Waited, TimeSpan Inferred) Run(Workspace workspace, int frames, bool alone)
    {
        var decoded = _detector.Time.GetTimestamp();
        if (_detector.Runs is not { } runs)
        {
            workspace.Run(frames, alone);
            return (TimeSpan.Zero, _detector.Time.GetElapsedTime(decoded));
        }
        runs.Wait();
        try
        {
            var started = _detector.Time.GetTimestamp();
            workspace.Run(frames, alone);
            return (_detector.Time.GetElapsedTime(decoded, started), _detector.Time.GetElapsedTime(started));
        }
        finally
        {
            runs.Release();
        }
    }

    private Workspace Workspace() => _workspace ?? throw new ObjectDisposedException(nameof(DetectorTurn));

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _workspace, null) is { } workspace) _detector.Leave(workspace);
    }
}
