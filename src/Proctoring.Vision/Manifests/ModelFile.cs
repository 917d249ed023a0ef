using System.Security.Cryptography;

namespace Proctoring.Vision.Manifests;

/// <summary>A manifest whose ONNX file is present and is the one the manifest names.</summary>
/// <param name="Path">The ONNX file.</param>
public sealed record ModelFile(ModelManifest Manifest, string Path)
{
    /// <summary>Loads the manifest in <paramref name="directory"/> and verifies the ONNX file beside it.</summary>
    /// <exception cref="ModelException">Something is missing or does not match; the message says what mends it.</exception>
    public static ModelFile Verify(string directory)
    {
        var manifest = ModelManifest.Load(directory);
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, manifest.File));
        if (!File.Exists(path))
            throw new ModelException($"The model {manifest.Name} is not at {path}. {Remedy(manifest, "put the file there")}");
        if (Digest(path) != manifest.Sha256)
            throw new ModelException($"The model {path} does not match the SHA-256 in its manifest. {Remedy(manifest, "restore the file beside it")}");
        return new ModelFile(manifest, path);
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    // Only a model with a source can be fetched; another is the team's own to keep.
    private static string Remedy(ModelManifest manifest, string byHand) =>
        manifest.Source is null ? $"Its manifest names no source: {byHand}." : "Run 'make models' to fetch it.";
}
