using System.Text.Json.Nodes;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Manifests;

public sealed class ManifestRulesTests
{
    // Place in the manifest, JSON to put there, what the message must name.
    [Theory]
    [InlineData("input/layout", "\"CHWN\"", "input.layout is 'CHWN'; NCHW and NHWC are supported")]
    [InlineData("input/type", "\"float16\"", "input.type is 'float16'; float, half and uint8 are supported")]
    [InlineData("input/type", "\"uint8\"", "input.type uint8")]
    [InlineData("input/channels", "\"GRB\"", "input.channels is 'GRB'")]
    [InlineData("input/colour", "\"sepia\"", "input.colour is 'sepia'")]
    [InlineData("input/letterbox/align", "\"end\"", "input.letterbox.align is 'end'")]
    [InlineData("input/letterbox/fill", "-1", "input.letterbox.fill")]
    [InlineData("input/letterbox/fill", "255.5", "input.letterbox.fill")]
    [InlineData("input/width", "31", "input.width")]
    [InlineData("input/width", "4128", "input.width")]
    [InlineData("input/height", "0", "input.height")]
    [InlineData("input/height", "-32", "input.height")]
    [InlineData("input/mean", "[0, 0]", "input.mean")]
    [InlineData("input/std", "[1, 1, 1, 1]", "input.std")]
    [InlineData("input/std", "[1, 0, 1]", "input.std")]
    [InlineData("input/std", "[1, 1, -1]", "input.std")]
    [InlineData("head/kind", "\"darknet\"", "head.kind is 'darknet'; nanodet, yolox, yolo, yolo-nms and detr are supported")]
    [InlineData("head/kind", "\"NanoDet\"", "head.kind is 'NanoDet'")]
    [InlineData("head/kind", "5", "head.kind is '5'")]
    [InlineData("head/kind", "null", "head.kind is 'null'")]
    [InlineData("head/bins", "1", "head.bins")]
    [InlineData("head/bins", "65", "head.bins")]
    [InlineData("head/levels", "[]", "head.levels")]
    [InlineData("head/levels", "[null]", "head.levels")]
    [InlineData("head/levels/0/stride", "0", "head.levels")]
    [InlineData("head/levels/0/stride", "-8", "head.levels")]
    [InlineData("head/levels/0/stride", "7", "head.levels")]
    [InlineData("nms/iou", "0", "nms.iou")]
    [InlineData("nms/iou", "1.1", "nms.iou")]
    [InlineData("nms/maxDetections", "0", "nms.maxDetections")]
    [InlineData("nms/maxDetections", "1001", "nms.maxDetections")]
    [InlineData("scoreThreshold", "0", "scoreThreshold")]
    [InlineData("scoreThreshold", "1", "scoreThreshold")]
    [InlineData("classes", "[]", "classes")]
    [InlineData("classes", "[\"pen\", \"cell phone\", \"pen\"]", "classes")]
    [InlineData("classes", "[\"pen\", null, \"cell phone\"]", "classes")]
    [InlineData("classes", "[\"pen\", \"\", \"cell phone\"]", "classes")]
    [InlineData("watched", "[\"cell phone\", \"elephant\"]", "watched names 'elephant'")]
    [InlineData("sha256", "\"abc\"", "sha256")]
    [InlineData("sha256", "\"AC90EB3383B7CA995B422E325537ED952A29AFCED549A249A7327E99E72EDAC9\"", "sha256")]
    [InlineData("sha256", "\"zz90eb3383b7ca995b422e325537ed952a29afced549a249a7327e99e72edac9\"", "sha256")]
    [InlineData("file", "\"../tiny.onnx\"", "file must be")]
    [InlineData("file", "\"/etc/passwd\"", "file must be")]
    [InlineData("file", "\"..\"", "file must be")]
    [InlineData("file", "\"\"", "file must be")]
    public void Load_ValueOutOfRange_IsRefusedAndNamed(string path, string json, string named)
    {
        using var model = new TinyModel();
        var (parent, member) = ManifestPaths.Split(path);
        ManifestPaths.Find(model.Manifest, parent)[member] = JsonNode.Parse(json);
        model.Save();

        var error = Assert.Throws<ModelException>(() => ModelManifest.Load(model.Folder));

        Assert.Contains(named, error.Message);
        Assert.Contains(Path.Combine(model.Folder, "model.json"), error.Message);
    }

    [Theory]
    [InlineData("input/layout", "\"NHWC\"")]
    [InlineData("input/type", "\"float\"")]
    [InlineData("input/type", "\"half\"")]
    [InlineData("input/letterbox/align", "\"stretch\"")]
    [InlineData("input/channels", "\"RGB\"")]
    [InlineData("input/colour", "\"gray\"")]
    [InlineData("input/letterbox/align", "\"start\"")]
    [InlineData("input/letterbox/fill", "114")]
    [InlineData("input/letterbox/fill", "255")]
    [InlineData("input/width", "4096")]
    [InlineData("input/height", "320")]
    [InlineData("head/bins", "64")]
    [InlineData("nms/iou", "1")]
    [InlineData("nms/maxDetections", "1000")]
    [InlineData("scoreThreshold", "0.999")]
    [InlineData("watched", "[]")]
    public void Load_ValueAtTheEdge_IsTaken(string path, string json)
    {
        using var model = new TinyModel();
        var (parent, member) = ManifestPaths.Split(path);
        ManifestPaths.Find(model.Manifest, parent)[member] = JsonNode.Parse(json);
        model.Save();

        Assert.Equal("tiny", ModelManifest.Load(model.Folder).Name);
    }

    [Theory]
    [InlineData("[0, 0, 0]", "[1, 1, 1]", true)]
    [InlineData("[0, 0.5, 0]", "[1, 1, 1]", false)]
    [InlineData("[0, 0, 0]", "[1, 255, 1]", false)]
    public void Load_Bytes_LeaveNormalisationToTheModel(string mean, string std, bool usable)
    {
        using var model = new TinyModel();
        var input = model.Manifest["input"]!;
        (input["type"], input["mean"], input["std"]) = ("uint8", JsonNode.Parse(mean), JsonNode.Parse(std));
        model.Save();

        var error = Record.Exception(() => ModelManifest.Load(model.Folder));

        if (usable) Assert.Null(error);
        else Assert.Contains("input.type uint8 leaves normalisation to the model: input.mean must be 0 and input.std 1", Assert.IsType<ModelException>(error).Message);
    }
}
