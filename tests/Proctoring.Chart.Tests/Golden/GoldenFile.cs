using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Golden;

/// <summary>A file of the repository that a test compares with what should stand there, or writes with <c>make chart FIX=1</c>.</summary>
internal static class GoldenFile
{
    private static readonly bool IsToBeWritten = Environment.GetEnvironmentVariable("PROCTORING_FIX") == "1";

    /// <param name="path">Relative to the repository.</param>
    public static async Task HoldsAsync(string path, string expected)
    {
        var file = Path.Combine(Repository.Root, path);
        if (IsToBeWritten)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, expected);
        }
        var actual = File.Exists(file) ? await File.ReadAllTextAsync(file) : "";
        if (actual == expected) return;
        var (there, wanted) = (actual.Split('\n'), expected.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(there.Length, wanted.Length)).First(i => there.ElementAtOrDefault(i) != wanted.ElementAtOrDefault(i));
        Assert.Fail($"{path} differs in line {line + 1}; make chart FIX=1 writes it anew.\nIt says:   {there.ElementAtOrDefault(line)}\nIt should: {wanted.ElementAtOrDefault(line)}");
    }
}
