using System.Text.Json.Nodes;
using OpenCvSharp;
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
