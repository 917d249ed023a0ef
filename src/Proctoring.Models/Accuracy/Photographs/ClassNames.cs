namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>A data set's classes.txt: a name a line, in the order of the numbers in its label files.</summary>
internal static class ClassNames
{
    public const string FileName = "classes.txt";

    /// <param name="known">The model's classes.</param>
    /// <exception cref="AccuracyException">The file is missing, or a line is no class of the model.</exception>
    public static IReadOnlyList<string> Read(string folder, IReadOnlyList<string> known)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new AccuracyException($"There is no {path}; it names the classes of the label files, one a line.");
        string[] names = [.. File.ReadAllText(path).TrimEnd().Split('\n').Select(line => line.Trim())];
        for (var i = 0; i < names.Length; i++)
        {
            if (!known.Contains(names[i])) throw new AccuracyException($"{path}, line {i + 1}: the model has no class '{names[i]}'.");
            if (Array.IndexOf(names, names[i]) < i) throw new AccuracyException($"{path}, line {i + 1}: '{names[i]}' is there twice.");
        }
        return names;
    }
}
