using System.Text.Json.Nodes;
using Proctoring.Models.Checking;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Checking;

/// <summary>The trial of models as teams bring them.</summary>
public sealed class HeadTrialTests : IDisposable
{
    private readonly ModelFolder _models = new();

    public void Dispose() => _models.Dispose();

    public static TheoryData<string, int> Heads
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in HeadGraph.All.Keys)
            {
                foreach (var batch in (int[])[-1, 1, 3]) cases.Add(name, batch);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Heads))]
    public void Run_EveryHeadAndBatch_Passes(string name, int batch)
    {
        var (graph, head) = (new TinyGraph { Batch = batch }, HeadGraph.All[name]);

        ModelTrial.Run(Manifest(graph, head.Head), graph.Onnx(head.Outputs));
    }

    [Theory]
    [InlineData("NCHW", OnnxType.Half, OnnxType.Half)]
    [InlineData("NCHW", OnnxType.UInt8, OnnxType.Float)]
    [InlineData("NHWC", OnnxType.Float, OnnxType.Half)]
    [InlineData("NHWC", OnnxType.Half, OnnxType.Float)]
    [InlineData("NHWC", OnnxType.UInt8, OnnxType.Half)]
    public void Run_EveryLayoutAndType_Passes(string layout, OnnxType inputType, OnnxType outputType)
    {
        var (graph, head) = (new TinyGraph { Layout = layout, InputType = inputType, OutputType = outputType }, HeadGraph.All["yolo"]);

        ModelTrial.Run(Manifest(graph, head.Head), graph.Onnx(head.Outputs));
    }

    [Fact]
    public void Run_OtherTypeThanTheManifests_NamesBoth()
    {
        var (graph, head) = (new TinyGraph { InputType = OnnxType.Half }, HeadGraph.All["yolo"]);
        var manifest = Manifest(graph with { InputType = OnnxType.Float }, head.Head);

        Assert.Contains("'picture' as Float16[?, 3, 32, 32]; its manifest means Float[1, 3, 32, 32]", Refused(manifest, graph.Onnx(head.Outputs)));
    }

    [Theory]
    [InlineData("yolox, logits", "yolox")]
    [InlineData("detr, logits", "detr")]
    [InlineData("detr, two outputs, logits", "detr, two outputs")]
    public void Run_LogitsThatTheManifestTakesForScores_IsRefused(string model, string manifest)
    {
        var graph = new TinyGraph();

        var error = Refused(Manifest(graph, HeadGraph.All[manifest].Head), graph.Onnx(HeadGraph.All[model].Outputs));

        Assert.Contains("its manifest means 0 to 1, after the sigmoid", error);
    }

    [Theory]
    [InlineData("yolox", "yolox, logits")]
    [InlineData("detr", "detr, logits")]
    public void Run_ScoresThatTheManifestTakesForLogits_IsRefused(string model, string manifest)
    {
        var graph = new TinyGraph();

        Assert.Contains("through the sigmoid before", Refused(Manifest(graph, HeadGraph.All[manifest].Head), graph.Onnx(HeadGraph.All[model].Outputs)));
    }

    [Fact]
    public void Run_HalfThatOverflows_IsRefused()
    {
        var (graph, head) = (new TinyGraph { OutputType = OnnxType.Half }, HeadGraph.All["yolo"]);
        var output = head.Outputs[0];
        var beyond = new TinyChannel([.. output.Channels[0].Constants.Select(_ => 70_000f)]);

        Assert.Contains("not finite", Refused(Manifest(graph, head.Head), graph.Onnx(output with { Channels = [beyond, .. output.Channels[1..]] })));
    }

    private string Refused(ModelManifest manifest, byte[] model) => Assert.Throws<ModelException>(() => ModelTrial.Run(manifest, model)).Message;

    private ModelManifest Manifest(TinyGraph graph, string head)
    {
        _models.Manifest["head"] = JsonNode.Parse(head);
        _models.Manifest["classes"] = new JsonArray("pen", "phone", "book");
        var input = _models.Manifest["input"]!;
        (input["name"], input["layout"], input["type"]) = ("picture", graph.Layout, graph.InputType.ToString().ToLowerInvariant());
        if (graph.InputType != OnnxType.UInt8) input["std"] = new JsonArray(255, 255, 255);
        _models.Save();
        return _models.Loaded;
    }
}
