namespace Proctoring.Vision.Preprocessing;

/// <summary>Rounded to whole colour values; a model that takes bytes normalises them itself.</summary>
internal sealed class ByteNumbers : IInputNumbers<byte>
{
    public void Write(ReadOnlySpan<float> row, int plane, Span<byte> target)
    {
        for (var i = 0; i < row.Length; i++) target[i] = (byte)(row[i] + 0.5f);
    }
}
