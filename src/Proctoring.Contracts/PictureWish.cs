namespace Proctoring.Contracts;

/// <summary>Whether an annotated picture of a frame is of use: what is not asked for is neither drawn nor sent.</summary>
/// <param name="IsPossible">False for none at all.</param>
/// <param name="Drawn">
/// <see cref="SeenObjects.Fingerprint"/> of what the latest picture shows: a frame that shows the same, and no phone, needs none.
/// Null where every frame's picture is wanted.
/// </param>
public readonly record struct PictureWish(bool IsPossible, long? Drawn)
{
    public static PictureWish None => default;

    public static PictureWish Always => new(true, null);

    public static PictureWish UnlessDrawn(long drawn) => new(true, drawn);

    /// <summary>Whether a frame that shows <paramref name="detections"/> gets its picture.</summary>
    public bool Wants(IReadOnlyList<Detection> detections) =>
        IsPossible && (Drawn is not { } drawn || SeenObjects.HavePhone(detections) || SeenObjects.Fingerprint(detections) != drawn);
}
