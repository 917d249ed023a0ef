using System.Text.Json.Nodes;
using Proctoring.Models.Fetching;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests;

/// <summary>A models folder of one tiny detector, gone again after the test.</summary>
internal sealed class ModelFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("proctoring-models-tests-");

    public ModelFolder()
    {
        Directory.CreateDirectory(Folder);
        Manifest = JsonNode.Parse("""
            {
              "name": "tiny", "version": "1", "licence": "none",
              "source": { "package": "@tests/tiny", "version": "1.2.3", "converter": "tfjs-graph", "files": {} },
              "file": "tiny.onnx",
              "input": {
                "name": "in", "width": 32, "height": 32, "layout": "NCHW", "channels": "BGR", "mean": [0, 0, 0], "std": [1, 1, 1],
                "letterbox": { "align": "centre", "fill": 0 }, "colour": "any"
              },
              "head": { "kind": "nanodet", "bins": 2, "levels": [{ "stride": 8, "scores": "Identity", "boxes": "Identity_1" }] },
              "nms": { "iou": 0.6, "maxDetections": 10 },
              "scoreThreshold": 0.35, "watched": [], "classes": ["pen", "phone"]
            }
            """)!.AsObject();
        Manifest["sha256"] = Digests.Of(TinyDetector.Model());
        foreach (var (path, content) in TinyDetector.Files()) Manifest["source"]!["files"]![path] = Digests.Of(content);
        Save();
    }

    public string Root => _root.FullName;

    public string Folder => Path.Combine(Root, "tiny");

    public string File => Path.Combine(Folder, "tiny.onnx");

    /// <summary>Change it, then <see cref="Save"/>.</summary>
    public JsonObject Manifest { get; }

    public ModelManifest Loaded => ModelManifest.Load(Folder);

    public void Save() => System.IO.File.WriteAllText(Path.Combine(Folder, ModelManifest.FileName), Manifest.ToJsonString());

    public void Dispose() => _root.Delete(recursive: true);
}
