namespace Proctoring.Models.Accuracy.Reporting;

/// <summary>A plain table: the first column to the left, the others, which are numbers, to the right.</summary>
internal sealed class TextTable(params string[] header)
{
    private const string Gap = "  ";

    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(cells.Length, header.Length, nameof(cells));
        _rows.Add(cells);
    }

    public override string ToString()
    {
        int[] widths = [.. header.Select((_, column) => _rows.Max(row => row[column].Length))];
        return string.Concat(_rows.Select(row => Line(row, widths)));
    }

    private static string Line(string[] row, int[] widths) =>
        string.Join(Gap, row.Select((cell, column) => Pad(cell, column, widths[column]))).TrimEnd() + "\n";

    private static string Pad(string cell, int column, int width) => column == 0 ? cell.PadRight(width) : cell.PadLeft(width);
}
