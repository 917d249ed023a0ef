namespace Proctoring.Contracts;

/// <summary>Whether an annotated picture of a frame is of use: what is not asked for is neither drawn nor sent.</summary>
/// <param name="IsPossible">False for none at all.</param>
/// <param name="Drawn">
/// <see cref="AnalyzedFrame.Drawn"/> of the latest picture: a frame that shows the same, and no phone, needs none. Null where every
/// frame's picture is wanted.
/// </param>
public readonly record struct PictureWish(bool IsPossible, long? Drawn)
{
    public static PictureWish None => default;

    public static PictureWish Always => new(true, null);

    public static PictureWish UnlessDrawn(long drawn) => new(true, drawn);

    /// <summary>Whether a frame gets its picture.</summary>
    /// <param name="drawn">What its picture shows or would show; null where the detector does not say.</param>
    public bool Wants(IReadOnlyList<Detection> detections, long? drawn) =>
        IsPossible && (Drawn is null || drawn is null || drawn != Drawn || SeenObjects.HavePhone(detections));
}
