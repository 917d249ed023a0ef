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
public sealed record ModelSource(string Package, string Version, string Converter, IReadOnlyDictionary<string, string> Files);

/// <summary>The picture tensor a model takes.</summary>
/// <param name="Name">Name of the graph's input.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Layout">Order of the axes; <c>NCHW</c>.</param>
/// <param name="Channels">Order of the colour planes: <c>BGR</c> or <c>RGB</c>.</param>
/// <param name="Mean">Subtracted from each channel (0–255), in the order of <paramref name="Channels"/>.</param>
/// <param name="Std">Divides each channel afterwards, in the same order.</param>
/// <param name="Colour"><c>any</c>, or <c>gray</c> where the model was trained on gray pictures only.</param>
public sealed record ModelInput(
    string Name, int Width, int Height, string Layout, string Channels,
    IReadOnlyList<float> Mean, IReadOnlyList<float> Std, LetterboxSettings Letterbox, string Colour);

/// <param name="Align">Where the picture sits in the box: <c>centre</c> or <c>start</c> (top left).</param>
/// <param name="Fill">Gray value (0–255) of the bars, before normalisation.</param>
public sealed record LetterboxSettings(string Align, float Fill);

/// <summary>How outputs become boxes.</summary>
/// <param name="Kind">The decoder's name: <c>nanodet</c>.</param>
/// <param name="Bins">Bins of each side's distance distribution.</param>
public sealed record ModelHead(string Kind, int Bins, IReadOnlyList<HeadLevel> Levels);

/// <param name="Stride">Pixels of the model's input that a cell of this level spans.</param>
/// <param name="Scores">Output [n, cells, classes], after the sigmoid.</param>
/// <param name="Boxes">Output [n, cells, 4 × bins]: left, top, right, bottom distance logits.</param>
public sealed record HeadLevel(int Stride, string Scores, string Boxes)
{
    /// <summary>Cells of this level on an input of the given size.</summary>
    public int Cells(ModelInput input) => input.Width / Stride * (input.Height / Stride);
}

/// <param name="Iou">Of two boxes of one class that overlap by more than this, the weaker is dropped (0–1).</param>
public sealed record SuppressionSettings(float Iou, int MaxDetections);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ModelManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
