using System.Globalization;
using Proctoring.Contracts;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>A line of a YOLO label file: class, centre x, centre y, width, height; all but the class in shares of the picture.</summary>
internal static class LabelLine
{
    /// <param name="place">File and line, for complaints.</param>
    /// <exception cref="AccuracyException">The line is broken.</exception>
    public static LabelledObject Parse(string line, string place, IReadOnlyList<string> classes)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 5 || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            throw new AccuracyException($"{place}: '{line}' is not a class number followed by centre x, centre y, width and height.");
        if (index >= classes.Count)
            throw new AccuracyException($"{place}: class {index} is unknown; {ClassNames.FileName} names {classes.Count}, from 0.");
        var (x, y, width, height) = (Share(words[1]), Share(words[2]), Share(words[3]), Share(words[4]));
        if (width == 0 || height == 0) throw new AccuracyException($"{place}: the box of '{line}' is empty.");
        return new LabelledObject(classes[index], new Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2));

        float Share(string word) =>
            float.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
                ? share
                : throw new AccuracyException($"{place}: '{word}' is not a share of the picture; it must be 0 to 1.");
    }
}
