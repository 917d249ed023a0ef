namespace Proctoring.Contracts;

/// <summary>How long each stage of one frame's analysis took.</summary>
/// <param name="Wait">From the frame's arrival until a detector took it.</param>
/// <param name="Decode">JPEG to model input.</param>
/// <param name="Infer">The model's run.</param>
/// <param name="Post">Model output to detections.</param>
/// <param name="Annotate">Drawing and encoding the picture.</param>
public readonly record struct StageTimes(TimeSpan Wait, TimeSpan Decode, TimeSpan Infer, TimeSpan Post, TimeSpan Annotate);

/// <summary>Which detector looked at a frame.</summary>
/// <param name="Provider">Execution provider that ran, e.g. <c>CPU</c>.</param>
/// <param name="Model">Name of the model.</param>
public sealed record DetectorIdentity(string Provider, string Model);

/// <summary>What a detector made of one JPEG. Owns its picture: dispose it.</summary>
public sealed class AnalyzedFrame : IDisposable
{
    /// <summary>Why nothing was seen; null when the frame was analysed.</summary>
    public string? Failure { get; init; }

    /// <summary>Pixels; 0 when the frame failed.</summary>
    public int Width { get; init; }

    /// <summary>Pixels; 0 when the frame failed.</summary>
    public int Height { get; init; }

    /// <summary>Every class, best score first.</summary>
    public IReadOnlyList<Detection> Detections { get; init; } = [];

    /// <summary>What the picture shows, or would show if it were drawn: <see cref="SeenObjects.Fingerprint"/>. Null where the detector does not say.</summary>
    public long? Drawn { get; init; }

    /// <summary>Best score of a cell phone, 0–1, also below the model's threshold; 0 where there is none above 0.1, or the detector does not say.</summary>
    public float PhoneScore { get; init; }

    /// <summary>The annotated JPEG, when one was asked for.</summary>
    public PooledBytes? Picture { get; private set; }

    public StageTimes Times { get; init; }

    public required DetectorIdentity Detector { get; init; }

    /// <summary>A frame that could not be analysed, with a sentence for its sender.</summary>
    public static AnalyzedFrame Failed(DetectorIdentity detector, string failure, StageTimes times = default) =>
        new() { Detector = detector, Failure = failure, Times = times };

    /// <summary>Gives this result its picture.</summary>
    public AnalyzedFrame With(PooledBytes? picture)
    {
        Picture = picture;
        return this;
    }

    /// <summary>Hands the picture, and the duty to dispose it, to the caller.</summary>
    public PooledBytes? TakePicture()
    {
        var picture = Picture;
        Picture = null;
        return picture;
    }

    public void Dispose() => TakePicture()?.Dispose();
}
