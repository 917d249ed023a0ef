using System.Text.Json.Nodes;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Manifests;

public sealed class HeadSettingsTests
{
    // Head, member, JSON to put there (none: it is taken out), what the message must name.
    [Theory]
    [InlineData("yolox", "output", null, "output")]
    [InlineData("yolox", "logits", null, "logits")]
    [InlineData("yolox", "decoded", null, "decoded")]
    [InlineData("yolox", "decoded", "\"yes\"", "head.decoded")]
    [InlineData("yolox", "strides", "[]", "head.strides is empty")]
    [InlineData("yolox", "strides", "[8, 24]", "head.strides (8, 24) must divide")]
    [InlineData("yolox", "strides", "[8, 0]", "head.strides (8, 0) must divide")]
    [InlineData("yolox", "strides", "[-8]", "head.strides (-8) must divide")]
    [InlineData("yolox", "bins", "8", "bins")]
    [InlineData("yolo", "output", null, "output")]
    [InlineData("yolo", "output", "null", "output")]
    [InlineData("yolo", "transposed", "1", "head.transposed")]
    [InlineData("yolo", "strides", "[64]", "head.strides (64) must divide")]
    [InlineData("yolo", "logits", "true", "logits")]
    [InlineData("yolo-nms", "output", null, "output")]
    [InlineData("yolo-nms", "rows", null, "rows")]
    [InlineData("yolo-nms", "rows", "0", "head.rows must be 1 to 10,000")]
    [InlineData("yolo-nms", "rows", "10001", "head.rows must be 1 to 10,000")]
    [InlineData("yolo-nms", "strides", "[8]", "strides")]
    [InlineData("detr", "queries", null, "queries")]
    [InlineData("detr", "queries", "0", "head.queries must be 1 to 10,000")]
    [InlineData("detr", "queries", "10001", "head.queries must be 1 to 10,000")]
    [InlineData("detr", "logits", null, "logits")]
    [InlineData("detr", "output", null, "head needs either output, or boxes and scores")]
    [InlineData("detr", "boxes", "\"where\"", "head needs either output, or boxes and scores")]
    [InlineData("detr, two outputs", "scores", null, "head needs either output, or boxes and scores")]
    [InlineData("detr, two outputs", "output", "\"out\"", "head needs either output, or boxes and scores")]
    [InlineData("detr", "kind", null, "head.kind is missing; nanodet, yolox, yolo, yolo-nms and detr are supported")]
    public void Load_MemberThatIsWrong_IsRefusedAndNamed(string head, string member, string? json, string named)
    {
        using var model = new TinyModel(new TinyGraph(), HeadGraph.All[head]);
        var settings = model.Manifest["head"]!.AsObject();
        if (json is null) settings.Remove(member);
        else settings[member] = JsonNode.Parse(json);
        model.Save();

        var error = Assert.Throws<ModelException>(() => ModelManifest.Load(model.Folder)).Message;

        Assert.Contains(named, error);
        Assert.Contains(Path.Combine(model.Folder, "model.json"), error);
    }

    [Theory]
    [InlineData("yolox", "strides", "[32]")]
    [InlineData("yolox", "strides", "null")]
    [InlineData("yolo", "strides", "[8, 16, 32]")]
    [InlineData("yolo-nms", "rows", "10000")]
    [InlineData("detr", "queries", "1")]
    [InlineData("detr", "boxes", "null")]
    public void Load_MemberAtTheEdge_IsTaken(string head, string member, string json)
    {
        using var model = new TinyModel(new TinyGraph(), HeadGraph.All[head]);
        model.Manifest["head"]![member] = JsonNode.Parse(json);
        model.Save();

        Assert.Equal("tiny", ModelManifest.Load(model.Folder).Name);
    }

    [Fact]
    public void Load_KindAfterTheOtherMembers_IsFoundAllTheSame()
    {
        using var model = new TinyModel(new TinyGraph(), HeadGraph.All["yolo"]);

        Assert.Equal(new YoloSettings("out"), ModelManifest.Load(model.Folder).Head);
    }

    [Fact]
    public void Load_DefaultStrides_AreThoseOfTheFamily()
    {
        Assert.Equal([8, 16, 32], StrideList.Of(null));
        Assert.Equal(21, StrideList.CellsOf(null, TestManifests.Input(32, 32)));
        Assert.Equal(8400, StrideList.CellsOf(null, TestManifests.Input(640, 640)));
        Assert.Equal(3549, StrideList.CellsOf(null, TestManifests.Input(416, 416)));
        Assert.Equal(34_000, StrideList.CellsOf([8, 16, 32, 64], TestManifests.Input(1280, 1280)));
    }
}
