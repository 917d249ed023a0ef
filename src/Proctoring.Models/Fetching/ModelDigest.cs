using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>The digest a manifest ought to name.</summary>
internal static class ModelDigest
{
    public static async Task<string> OfAsync(string folder, Packages packages, CancellationToken cancellationToken)
    {
        var manifest = ModelManifest.Load(folder);
        if (manifest.Source is not null) return Digests.Of(await SourceConversion.ConvertAsync(manifest, folder, packages, cancellationToken));
        var path = Path.Combine(folder, manifest.File);
        return File.Exists(path) ? ModelFile.Digest(path) : throw new ModelException($"The model {manifest.Name} names no source and is not at {path}.");
    }
}
