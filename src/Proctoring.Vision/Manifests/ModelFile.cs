using System.Security.Cryptography;

namespace Proctoring.Vision.Manifests;

/// <summary>A manifest whose ONNX file is present and is the one the manifest names.</summary>
/// <param name="Path">The ONNX file.</param>
public sealed record ModelFile(ModelManifest Manifest, string Path)
{
    /// <summary>Loads the manifest in <paramref name="directory"/> and verifies the ONNX file beside it.</summary>
    /// <exception cref="ModelException">Something is missing or does not match; the message names the command that mends it.</exception>
    public static ModelFile Verify(string directory)
    {
        var manifest = ModelManifest.Load(directory);
        var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, manifest.File));
        if (!File.Exists(path))
            throw new ModelException($"The model {manifest.Name} is not at {path}. Run 'make models' to fetch it.");
        if (Digest(path) != manifest.Sha256)
            throw new ModelException($"The model {path} does not match the SHA-256 in its manifest. Run 'make models' to fetch it anew.");
        return new ModelFile(manifest, path);
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string Digest(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
