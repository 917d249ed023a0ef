namespace Proctoring.Vision.Preprocessing;

/// <summary>Colour values as the numbers that a model takes.</summary>
internal interface IInputNumbers<T>
    where T : unmanaged
{
    /// <summary>Writes a plane's values (0–255), normalised, to <paramref name="target"/>, which is as long.</summary>
    void Write(ReadOnlySpan<float> row, int plane, Span<T> target);
}
