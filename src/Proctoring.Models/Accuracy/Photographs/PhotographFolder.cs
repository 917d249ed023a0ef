namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>
/// A labelled data set: <c>classes.txt</c>, <c>images/*.jpg</c> and <c>labels/*.txt</c> of the same names. A picture without
/// a label file shows none of the classes.
/// </summary>
/// <param name="Name">The folder's own name, by which reference figures are found.</param>
internal sealed record PhotographFolder(string Name, IReadOnlyList<LabelledPhotograph> Photographs)
{
    public IEnumerable<LabelledObject> Objects => Photographs.SelectMany(p => p.Objects);

    /// <param name="known">The model's classes.</param>
    /// <exception cref="AccuracyException">Something is missing, empty or broken.</exception>
    public static PhotographFolder Read(string folder, IReadOnlyList<string> known)
    {
        var (images, labels) = (Existing(folder, "images"), Existing(folder, "labels"));
        var classes = ClassNames.Read(folder, known);
        string[] pictures = [.. Directory.EnumerateFiles(images).Where(IsJpeg).Order(StringComparer.Ordinal)];
        if (pictures.Length == 0) throw new AccuracyException($"{images} holds no pictures (*.jpg).");
        RequirePictures(labels, pictures);
        LabelledPhotograph[] photographs = [.. pictures.Select(path => new LabelledPhotograph(path, ReadLabels(labels, path, classes)))];
        var read = new PhotographFolder(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), photographs);
        return read.Objects.Any() ? read : throw new AccuracyException($"{labels} labels nothing in any picture.");
    }

    private static string Existing(string folder, string part)
    {
        var path = Path.Combine(folder, part);
        return Directory.Exists(path) ? path : throw new AccuracyException($"There is no folder {Path.GetFullPath(path)}.");
    }

    private static bool IsJpeg(string path) => Path.GetExtension(path).ToUpperInvariant() is ".JPG" or ".JPEG";

    // Labels whose picture got lost would silently make the figures those of another data set.
    private static void RequirePictures(string labels, IEnumerable<string> pictures)
    {
        var names = pictures.Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var lost = Directory.EnumerateFiles(labels, "*.txt").Order(StringComparer.Ordinal)
            .FirstOrDefault(path => !names.Contains(Path.GetFileNameWithoutExtension(path)));
        if (lost is not null) throw new AccuracyException($"{lost} has no picture of its name.");
    }

    private static LabelledObject[] ReadLabels(string labels, string picture, IReadOnlyList<string> classes)
    {
        var path = Path.Combine(labels, $"{Path.GetFileNameWithoutExtension(picture)}.txt");
        if (!File.Exists(path)) return [];
        return
        [
            .. File.ReadLines(path).Index().Where(line => !string.IsNullOrWhiteSpace(line.Item))
                .Select(line => LabelLine.Parse(line.Item, $"{path}, line {line.Index + 1}", classes)),
        ];
    }
}
