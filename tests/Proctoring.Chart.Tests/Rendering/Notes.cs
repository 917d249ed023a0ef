namespace Proctoring.Chart.Tests.Rendering;

/// <summary>What helm tells whoever has installed the chart.</summary>
internal static class Notes
{
    public static async Task<string> OfAsync(string name, params string[] settings)
    {
        string[] arguments = ["install", HelmChart.Release, HelmChart.Folder, "--namespace", HelmChart.Namespace, "--dry-run=client", .. HelmChart.ValuesOf(name), .. settings.SelectMany(setting => (string[])["--set", setting])];
        var said = (await Tool.HelmAsync(arguments)).OutputOrFail();
        return said[(said.LastIndexOf("\nNOTES:", StringComparison.Ordinal) + 1)..];
    }
}
