using System.Text.Json.Nodes;
using OpenCvSharp;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Running;

/// <summary>A model that cannot be used is refused when it is loaded, in a sentence, and not at the first frame.</summary>
public sealed class LoadTests
{
    [Fact]
    public void Load_FileThatIsNoModel_IsRefused()
    {
        using var model = new TinyModel();
        var path = Path.Combine(model.Folder, "tiny.onnx");
        File.WriteAllText(path, "no model");
        model.Manifest["sha256"] = ModelFile.Digest(path);
        model.Save();

        var error = Assert.Throws<ModelException>(() => Load(model));

        Assert.Contains("ONNX Runtime cannot load", error.Message);
        Assert.Contains(path, error.Message);
    }

    public static TheoryData<string, Action<JsonObject>, string> Mismatches => new()
    {
        { "input's name", m => m["input"]!["name"] = "ghost", "ghost" },
        { "input's size", m => m["input"]!["width"] = 64, "picture" },
        { "output's name", m => m["head"]!["levels"]![0]!["scores"] = "ghost", "ghost" },
        { "boxes' name", m => m["head"]!["levels"]![0]!["boxes"] = "ghost", "ghost" },
        { "classes", m => m["classes"]!.AsArray().Add("fourth"), "means" },
        { "bins", m => m["head"]!["bins"] = 3, "distances" },
        { "cells", m => m["head"]!["levels"]![0]!["stride"] = 16, "means" },
    };

    [Theory]
    [MemberData(nameof(Mismatches))]
    public void Load_ManifestThatTheModelContradicts_IsRefusedAndNamesTheTensor(string what, Action<JsonObject> change, string named)
    {
        Assert.NotEmpty(what);
        using var model = new TinyModel();
        change(model.Manifest);
        model.Save();

        Assert.Contains($"'{named}'", Assert.Throws<ModelException>(() => Load(model)).Message);
    }

    public static TheoryData<TinyGraph, Action<JsonObject>, string> OtherTensors => new()
    {
        { new() { InputType = OnnxType.Half }, m => m["input"]!["type"] = "float", "'picture' as Float16[?, 3, 32, 32]; its manifest means Float[1, 3, 32, 32]" },
        { new() { InputType = OnnxType.UInt8 }, m => m["input"]!["type"] = "half", "'picture' as UInt8[?, 3, 32, 32]; its manifest means Float16[1, 3, 32, 32]" },
        { new() { Layout = "NHWC" }, m => m["input"]!["layout"] = "NCHW", "'picture' as Float[?, 32, 32, 3]; its manifest means Float[1, 3, 32, 32]" },
        { new() { Batch = 2 }, m => m["input"]!["layout"] = "NHWC", "'picture' as Float[2, 3, 32, 32]; its manifest means Float[2, 32, 32, 3]" },
        { new() { OutputType = OnnxType.UInt8 }, _ => { }, "'out' as UInt8[?, 7, 21]; its manifest means Float or Float16[1, 7, 21]" },
        { new(), m => m["head"]!["transposed"] = true, "'out' as Float[?, 7, 21]; its manifest means Float or Float16[1, 21, 7]" },
        { new(), m => m["head"]!["strides"] = new JsonArray(8), "'out' as Float[?, 7, 21]; its manifest means Float or Float16[1, 7, 16]" },
    };

    [Theory]
    [MemberData(nameof(OtherTensors))]
    public void Load_TensorsOfAnotherTypeOrOrder_AreRefusedWithBothShapes(TinyGraph graph, Action<JsonObject> change, string complaint) =>
        Assert.Contains(complaint, Assert.Throws<ModelException>(() => TinyModel.Load(graph, HeadGraph.All["yolo"], change)).Message);

    // Exported with one picture in mind: the batch is free at the front, and lost inside.
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Load_OutputOfOnePictureOnly_IsTakenForBatchesOfOne(int size, bool usable)
    {
        var options = new DetectorOptions { Cores = 1, Concurrency = 1, BatchSizes = { size } };
        using var model = new TinyModel(OnnxWriter.Model(graph => graph
            .Input("picture", -1, 3, 32, 32)
            .Constant("weights", 0.01f, 7, 3, 8, 8)
            .Node("Conv", ["picture", "weights"], "cells", ("kernel_shape", [8, 8]), ("strides", [8, 8]))
            .Constant("one", 1, 7, 16)
            .Node("Reshape", ["cells", "one"], "out")
            .Output("out", 1, 7, 16)), """{ "kind": "yolo", "output": "out", "strides": [8] }""");
        options.Model = model.Folder;

        var error = Record.Exception(() => Detector.Load(options, TimeProvider.System).Dispose());

        if (usable) Assert.Null(error);
        else Assert.Contains("'out' as Float[1, 7, 16]; its manifest means Float or Float16[2, 7, 16]", Assert.IsType<ModelException>(error).Message);
    }

    [Fact]
    public void Load_Anything_LeavesOpenCvOneThread()
    {
        using var detector = TinyModel.Load();

        // With 0 a worker of OpenCV's pool that is still busy divides by zero and ends the process.
        Assert.Equal(1, Cv2.GetNumThreads());
    }

    private static Detector Load(TinyModel model) =>
        Detector.Load(new DetectorOptions { Model = model.Folder, Cores = 1, Concurrency = 1 }, TimeProvider.System);
}
