namespace Proctoring.Testing;

/// <summary>Paths of the checkout the tests run in.</summary>
public static class Repository
{
    /// <summary>The folder that holds Proctoring.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The default model's folder.</summary>
    public static string Model { get; } = Path.Combine(Root, "models", "nanodet-g");

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Proctoring.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"No Proctoring.sln above {AppContext.BaseDirectory}.");
    }
}
