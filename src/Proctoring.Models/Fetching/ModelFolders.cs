using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>Which folders hold models.</summary>
internal static class ModelFolders
{
    /// <summary>The named folders below <paramref name="models"/>, or all that have a manifest, in ordinal order.</summary>
    /// <exception cref="ModelException">A name has no manifest, or there is no model at all.</exception>
    public static IReadOnlyList<string> Find(string models, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            string[] named = [.. names.Select(name => Path.Combine(models, name))];
            var strange = named.FirstOrDefault(folder => !HasManifest(folder));
            return strange is null ? named : throw new ModelException($"There is no {ModelManifest.FileName} in {strange}.");
        }
        if (!Directory.Exists(models)) throw new ModelException($"There is no folder {Path.GetFullPath(models)}; name the models' folder with --models.");
        string[] all = [.. Directory.EnumerateDirectories(models).Where(HasManifest).Order(StringComparer.Ordinal)];
        return all.Length > 0 ? all : throw new ModelException($"No folder below {Path.GetFullPath(models)} holds a {ModelManifest.FileName}.");
    }

    private static bool HasManifest(string folder) => File.Exists(Path.Combine(folder, ModelManifest.FileName));
}
