namespace Proctoring.Vision.Preprocessing;

/// <summary>Where the rows of a picture's colour planes go in one frame's input, and as what numbers.</summary>
internal interface IInputLayout
{
    /// <summary>Gives every pixel of a plane one value.</summary>
    /// <param name="plane">0–2, in the order of the manifest's channels.</param>
    /// <param name="value">0–255, before normalisation.</param>
    void Fill(Span<byte> tensor, int plane, float value);

    /// <summary>Writes pixels of one row of a plane, from (<paramref name="x"/>, <paramref name="y"/>) on.</summary>
    /// <param name="plane">0–2, in the order of the manifest's channels.</param>
    /// <param name="row">0–255 each, before normalisation.</param>
    void Write(Span<byte> tensor, int plane, int x, int y, ReadOnlySpan<float> row);
}
