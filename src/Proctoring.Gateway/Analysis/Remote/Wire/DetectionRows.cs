using System.Buffers.Binary;
using System.Buffers.Text;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Frames;

namespace Proctoring.Gateway.Analysis.Remote.Wire;

/// <summary>From rows of numbers to detections with names.</summary>
internal sealed class DetectionRows(SharedTexts texts, IList<string> labels)
{
    /// <summary>As many as a verdict carries; they come best first.</summary>
    private const int MaxDetections = 100;

    /// <param name="names">The response's own names of classes, a line each; may be empty.</param>
    /// <exception cref="InvalidDataException">They are no detections.</exception>
    public IReadOnlyList<Detection> Read(ReadOnlySpan<byte> rows, ReadOnlySpan<byte> names, in Frame frame)
    {
        const int RowBytes = DetectorContract.RowLength * sizeof(float);
        if (rows.Length % RowBytes != 0) throw new InvalidDataException("The detections are no rows of six numbers.");
        var count = 0;
        while (count < MaxDetections && count * RowBytes < rows.Length && ClassOf(rows[(count * RowBytes)..]) >= 0) count++;
        if (count == 0) return [];

        var detections = new Detection[count];
        for (var i = 0; i < count; i++) detections[i] = ReadRow(rows[(i * RowBytes)..], names, frame);
        return detections;
    }

    private Detection ReadRow(ReadOnlySpan<byte> row, ReadOnlySpan<byte> names, in Frame frame)
    {
        var (width, height) = ((float)frame.Width, (float)frame.Height);
        var box = new Box(Number(row, 0, width), Number(row, 1, height), Number(row, 2, width), Number(row, 3, height));
        return new Detection(LabelOf(ClassOf(row), names), Number(row, 4, 1), box);
    }

    private string LabelOf(int index, ReadOnlySpan<byte> names)
    {
        foreach (var line in names.Split((byte)'\n'))
        {
            var name = names[line];
            if (Utf8Parser.TryParse(name, out int number, out var digits) && number == index && digits < name.Length && name[digits] == ':')
                return texts.Get(name[(digits + 1)..]);
        }
        return index < labels.Count ? labels[index] : NumberAsText(index);
    }

    private string NumberAsText(int index)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(index, digits, out var length);
        return texts.Get(digits[..length]);
    }

    private static int ClassOf(ReadOnlySpan<byte> row) => (int)Number(row, 5, ushort.MaxValue, least: -1);

    private static float Number(ReadOnlySpan<byte> row, int at, float most, float least = 0)
    {
        var number = BinaryPrimitives.ReadSingleLittleEndian(row[(at * sizeof(float))..]);
        return float.IsFinite(number) ? Math.Clamp(number, least, most) : throw new InvalidDataException("A detection has a number that is none.");
    }
}
