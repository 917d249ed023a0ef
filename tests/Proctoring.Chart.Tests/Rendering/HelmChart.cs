using Proctoring.Testing;

namespace Proctoring.Chart.Tests.Rendering;

/// <summary>The chart and the values it is tried with.</summary>
internal static class HelmChart
{
    public const string Release = "proctoring";
    public const string Namespace = "exams";

    public static string Folder { get; } = Path.Combine(Repository.Root, "charts", "proctoring");

    /// <summary>The matrix: the files of ci, and each preset on the smallest of them.</summary>
    public static TheoryData<string> Cases => [.. Directory.GetFiles(Path.Combine(Folder, "ci")).Concat(Directory.GetFiles(Path.Combine(Folder, "presets"))).Select(Path.GetFileNameWithoutExtension).OfType<string>().Order()];

    /// <param name="name">One of <see cref="Cases"/>.</param>
    /// <param name="settings">For --set.</param>
    public static async Task<IReadOnlyList<Manifest>> RenderAsync(string name, params string[] settings) => Read(await TextAsync(name, settings));

    public static IReadOnlyList<Manifest> Read(string yaml) => [.. YamlTree.ParseAll(yaml).Select(json => new Manifest(json))];

    public static async Task<string> TextAsync(string name, params string[] settings) => (await TryAsync("template", name, settings)).OutputOrFail();

    /// <param name="verb">template or lint.</param>
    public static Task<Finished> TryAsync(string verb, string name, params string[] settings)
    {
        string[] what = verb == "template" ? ["template", Release, Folder, "--namespace", Namespace] : ["lint", "--strict", Folder];
        return Tool.HelmAsync([.. what, .. ValuesOf(name), .. settings.SelectMany(setting => (string[])["--set", setting])]);
    }

    public static string[] ValuesOf(string name)
    {
        var preset = Path.Combine(Folder, "presets", name + ".yaml");
        if (!File.Exists(preset)) return ["--values", Ci(name)];
        return ["--values", Ci("minimal"), "--values", preset, "--set", "monitoring.prometheus=http://prometheus.monitoring:9090"];
    }

    private static string Ci(string name) => Path.Combine(Folder, "ci", name + ".yaml");
}
