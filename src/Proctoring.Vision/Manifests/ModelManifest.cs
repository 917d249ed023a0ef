using System.Text.Json;
using System.Text.Json.Serialization;

namespace Proctoring.Vision.Manifests;

/// <summary>What <c>models/&lt;name&gt;/model.json</c> says of a detector: where it comes from, what it eats and how its outputs are read.</summary>
/// <param name="File">Name of the ONNX file, beside the manifest.</param>
/// <param name="Sha256">SHA-256 of the ONNX file, lower-case hexadecimal.</param>
/// <param name="ScoreThreshold">A detection below this score (0–1) is dropped.</param>
/// <param name="Watched">Labels that are counted, drawn and reported; each must be one of <paramref name="Classes"/>.</param>
/// <param name="Classes">Labels by class index, in the order of the model's class channel.</param>
/// <param name="Source">Where <c>make models</c> fetches the model; none where the file is a team's own and kept by them.</param>
public sealed record ModelManifest(
    string Name,
    string Version,
    string Licence,
    string File,
    string Sha256,
    ModelInput Input,
    ModelHead Head,
    SuppressionSettings Nms,
    float ScoreThreshold,
    IReadOnlyList<string> Watched,
    IReadOnlyList<string> Classes,
    ModelSource? Source = null)
{
    /// <summary>The file name of every manifest.</summary>
    public const string FileName = "model.json";

    /// <summary>Reads and checks the manifest in <paramref name="directory"/>.</summary>
    /// <exception cref="ModelException">The manifest is missing, is not JSON of this shape, or contradicts itself.</exception>
    public static ModelManifest Load(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!System.IO.File.Exists(path)) throw new ModelException(
            $"No model manifest at {Path.GetFullPath(path)}. Set Detector:Model to the folder of a {FileName}, such as models/nanodet-g.");
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            HeadKinds.Check(stream, path);
            stream.Position = 0;
            var manifest = JsonSerializer.Deserialize(stream, ManifestJson.Default.ModelManifest)
                ?? throw new ModelException($"The manifest {path} is empty.");
            ManifestRules.Check(manifest, path);
            return manifest;
        }
        catch (JsonException e)
        {
            throw new ModelException($"The manifest {path} cannot be read: {e.Message}", e);
        }
    }
}

/// <summary>The npm package a model is converted from.</summary>
/// <param name="Converter">How the package's files become ONNX; <c>tfjs-graph</c> is the only one.</param>
/// <param name="Files">SHA-256 by path inside the package.</param>
/// <param name="Ranges">Name of a file beside the manifest with the ranges of tensors: convolutions are then quantised to 8 bits. None for float.</param>
public sealed record ModelSource(string Package, string Version, string Converter, IReadOnlyDictionary<string, string> Files, string? Ranges = null);

/// <param name="Iou">Of two boxes of one class that overlap by more than this, the weaker is dropped (0–1).</param>
public sealed record SuppressionSettings(float Iou, int MaxDetections);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowOutOfOrderMetadataProperties = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
