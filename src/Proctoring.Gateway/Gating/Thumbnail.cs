namespace Proctoring.Gateway.Gating;

/// <summary>A frame's brightness in 20 × 15 cells: small enough to keep, coarse enough that a camera's noise is averaged away. Immutable.</summary>
public sealed class Thumbnail
{
    public const int Columns = 20;
    public const int Rows = 15;
    public const int Cells = Columns * Rows;

    private readonly float[] _cells;

    private Thumbnail(float[] cells, int width, int height) => (_cells, Width, Height) = (cells, width, height);

    /// <summary>Pixels of what was averaged.</summary>
    public int Width { get; }

    /// <summary>Pixels of what was averaged.</summary>
    public int Height { get; }

    /// <summary>Mean brightness, 0–255, row by row.</summary>
    public ReadOnlySpan<float> Brightness => _cells;

    /// <param name="luma">Row by row without padding, a byte a pixel.</param>
    /// <returns>Null where the picture has fewer pixels than there are cells, in either direction.</returns>
    public static Thumbnail? Of(ReadOnlySpan<byte> luma, int width, int height)
    {
        if (width < Columns || height < Rows) return null;
        var cells = new float[Cells];
        for (var row = 0; row < Rows; row++)
        {
            var (top, bottom) = (row * height / Rows, (row + 1) * height / Rows);
            for (var column = 0; column < Columns; column++)
            {
                var (left, right) = (column * width / Columns, (column + 1) * width / Columns);
                cells[(row * Columns) + column] = Mean(luma, width, left, right, top, bottom);
            }
        }
        return new Thumbnail(cells, width, height);
    }

    private static float Mean(ReadOnlySpan<byte> luma, int width, int left, int right, int top, int bottom)
    {
        var sum = 0;
        for (var y = top; y < bottom; y++)
        {
            foreach (var pixel in luma.Slice((y * width) + left, right - left)) sum += pixel;
        }
        return (float)sum / ((right - left) * (bottom - top));
    }
}
