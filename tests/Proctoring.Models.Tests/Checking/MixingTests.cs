using System.Text.Json.Nodes;
using Proctoring.Models.Checking;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Checking;

/// <summary>Models whose pictures are not left alone in a batch.</summary>
public sealed class MixingTests : IDisposable
{
    private const string Yolo = """{ "kind": "yolo", "output": "out", "strides": [8] }""";
    private const string EndToEnd = """{ "kind": "yolo-nms", "output": "out", "rows": 16 }""";

    private readonly ModelFolder _models = new();

    public void Dispose() => _models.Dispose();

    [Theory]
    [InlineData(-1)] // it gives the same for equal pictures: only another one in the batch tells
    [InlineData(2)]
    public void Run_EachPictureLessTheBatchsMean_IsRefused(int batch) => Assert.Contains("mixes the pictures", Refused(Yolo, Graph(batch, 7, graph => graph
        .Node("ReduceMean", ["cells"], "mean", ("axes", [0]))
        .Node("Sub", ["cells", "mean"], "apart")
        .Node("Abs", ["apart"], "out"))));

    [Fact]
    public void Run_FixedBatchWhosePlacesDiffer_IsRefused() => Assert.Contains("mixes the pictures", Refused(Yolo, Graph(2, 7, graph => graph
        .Constant("places", [1, 0.5f], 2, 1, 1)
        .Node("Mul", ["cells", "places"], "out"))));

    [Fact]
    public void Run_EndToEndModelWhosePlacesDiffer_IsRefused() => Assert.Contains("mixes the pictures", Refused(EndToEnd, Graph(2, 6, graph => graph
        .Constant("places", [1, 0.5f], 2, 1, 1)
        .Node("Mul", ["cells", "places"], "placed")
        .Node("Transpose", ["placed"], "out", ("perm", [0, 2, 1])))));

    // Scores that are nearly alike change places with the last bit: no sign of mixing.
    [Fact]
    public void Run_EndToEndModelThatRanksEqualsOtherwise_Passes() => ModelTrial.Run(Manifest(EndToEnd), Graph(2, 6, graph => graph
        .Node("Transpose", ["cells"], "rows", ("perm", [0, 2, 1]))
        .Constant("last", -1).Constant("first", -17).Constant("axis", 1).Constant("back", -1)
        .Node("Slice", ["rows", "last", "first", "axis", "back"], "reversed")
        .Constant("one", [1, 0], 2, 1, 1).Node("Mul", ["rows", "one"], "inOrder")
        .Constant("other", [0, 1], 2, 1, 1).Node("Mul", ["reversed", "other"], "outOfOrder")
        .Node("Add", ["inOrder", "outOfOrder"], "out")));

    /// <summary>A graph whose tensor <c>cells</c>, [n, channels, 16], has each channel at a low level that depends on the picture.</summary>
    private static byte[] Graph(int batch, int channels, Action<OnnxWriter> rest) => OnnxWriter.Model(graph =>
    {
        graph.Input("picture", batch, 3, 32, 32)
            .Constant("weights", 0.1f / (3 * 64), channels, 3, 8, 8)
            .Node("Conv", ["picture", "weights"], "means", ("kernel_shape", [8, 8]), ("strides", [8, 8]))
            .Constant("flat", 0, channels, -1)
            .Node("Reshape", ["means", "flat"], "cells");
        rest(graph);
        graph.Output("out", channels == 6 ? [batch, 16, 6] : [batch, channels, 16]);
    });

    private string Refused(string head, byte[] model) => Assert.Throws<ModelException>(() => ModelTrial.Run(Manifest(head), model)).Message;

    private ModelManifest Manifest(string head)
    {
        _models.Manifest["head"] = JsonNode.Parse(head);
        _models.Manifest["classes"] = new JsonArray("pen", "phone", "book");
        (_models.Manifest["input"]!["name"], _models.Manifest["input"]!["std"]) = ("picture", new JsonArray(255, 255, 255));
        _models.Save();
        return _models.Loaded;
    }
}
