using System.Text.Json.Nodes;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Models;

/// <summary>
/// A detector that tells what it was shown: 32×32 pixels in 16 cells of 8×8, three classes. The score of class c in a cell is
/// the mean of colour plane c there, 0–1, and the box is the cell. It takes no time, so tests can show it hundreds of frames.
/// </summary>
internal sealed class TinyModel : IDisposable
{
    public const int Side = 32;
    public const int Cell = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-vision-tests-");

    /// <param name="freeBatch">Whether it takes any number of pictures at once; otherwise one.</param>
    public TinyModel(bool freeBatch = false)
        : this(Nanodet(freeBatch ? -1 : 1))
    {
    }

    /// <summary>A model with another head.</summary>
    /// <param name="head">The manifest's <c>head</c>, as JSON.</param>
    public TinyModel(byte[] onnx, string head)
        : this(onnx)
    {
        Manifest["head"] = JsonNode.Parse(head);
        Save();
    }

    /// <summary>A model with another head and input, its manifest adapted to both.</summary>
    public TinyModel(TinyGraph graph, HeadGraph head)
        : this(graph.Onnx(head.Outputs), head.Head)
    {
        var input = Manifest["input"]!;
        input["layout"] = graph.Layout;
        input["type"] = graph.InputType.ToString().ToLowerInvariant();
        if (graph.InputType == OnnxType.UInt8) input["std"] = new JsonArray(1, 1, 1);
        Save();
    }

    private TinyModel(byte[] onnx)
    {
        Manifest = JsonNode.Parse("""
            {
              "name": "tiny", "version": "1", "licence": "none", "source": null, "file": "tiny.onnx",
              "input": {
                "name": "picture", "width": 32, "height": 32, "layout": "NCHW", "channels": "BGR", "mean": [0, 0, 0], "std": [255, 255, 255],
                "letterbox": { "align": "centre", "fill": 0 }, "colour": "any"
              },
              "head": { "kind": "nanodet", "bins": 2, "levels": [{ "stride": 8, "scores": "means", "boxes": "distances" }] },
              "nms": { "iou": 0.6, "maxDetections": 100 },
              "scoreThreshold": 0.5, "watched": ["cell phone"], "classes": ["first", "second", "cell phone"]
            }
            """)!.AsObject();
        File.WriteAllBytes(Onnx, onnx);
        Manifest["sha256"] = ModelFile.Digest(Onnx);
        Save();
    }

    public string Folder => _folder.FullName;

    public string Onnx => Path.Combine(Folder, "tiny.onnx");

    /// <summary>Change it, then <see cref="Save"/>.</summary>
    public JsonObject Manifest { get; }

    public void Save() => File.WriteAllText(Path.Combine(Folder, ModelManifest.FileName), Manifest.ToJsonString());

    /// <summary>The detector; the model's folder is not needed any more.</summary>
    public static Detector Load(Action<JsonObject>? change = null, DetectorOptions? options = null, bool freeBatch = false)
    {
        using var model = new TinyModel(freeBatch);
        return model.Load(change, options);
    }

    /// <inheritdoc cref="Load(Action{JsonObject}?, DetectorOptions?, bool)"/>
    public static Detector Load(TinyGraph graph, HeadGraph head, Action<JsonObject>? change = null, DetectorOptions? options = null)
    {
        using var model = new TinyModel(graph, head);
        return model.Load(change, options);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private Detector Load(Action<JsonObject>? change, DetectorOptions? options)
    {
        change?.Invoke(Manifest);
        Save();
        options ??= new DetectorOptions { Cores = 1, Concurrency = 1 };
        options.Model = Folder;
        return Detector.Load(options, TimeProvider.System);
    }

    private static byte[] Nanodet(int batch) => OnnxWriter.Model(graph => graph
        .Input("picture", batch, 3, Side, Side)
        .Node("AveragePool", ["picture"], "pooled", ("kernel_shape", [Cell, Cell]), ("strides", [Cell, Cell]))
        .Constant("flat", 0, 3, 16) // 0 keeps the batch
        .Node("Reshape", ["pooled", "flat"], "planes")
        .Node("Transpose", ["planes"], "means", ("perm", [0, 2, 1]))
        .Constant("zeros", 0f, 3, 8)
        .Node("MatMul", ["means", "zeros"], "distances")
        .Output("means", batch, 16, 3)
        .Output("distances", batch, 16, 8));
}
