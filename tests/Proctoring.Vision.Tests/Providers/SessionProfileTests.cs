using Microsoft.ML.OnnxRuntime;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Providers;
using Proctoring.Vision.Running;
using Proctoring.Vision.Tests.Models;
using Proctoring.Vision.Tests.Running;

namespace Proctoring.Vision.Tests.Providers;

/// <summary>Where the profile of the first run lies, and that it goes. Alone, since folders are the whole process's.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class SessionProfileTests : IDisposable
{
    private readonly string _working = Environment.CurrentDirectory;
    private readonly string? _temporary = Environment.GetEnvironmentVariable("TMPDIR");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-profiles-");

    public SessionProfileTests()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _folder.FullName);
        Environment.CurrentDirectory = _folder.FullName;
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = _working;
        Environment.SetEnvironmentVariable("TMPDIR", _temporary);
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Load_WorkingFolderThatTakesNoFiles_IsNoHindrance()
    {
        Environment.CurrentDirectory = "/proc"; // not even root can write there

        using var detector = TinyModel.Load();

        Assert.Equal(1, detector.Report.NodeShare);
    }

    [Fact]
    public void Load_ModelThatIsTaken_LeavesNoProfileBehind()
    {
        TinyModel.Load().Dispose();

        AssertEmpty();
    }

    [Fact]
    public void Load_ModelThatItsManifestContradicts_LeavesNoProfileBehind()
    {
        Assert.Throws<ModelException>(() => TinyModel.Load(manifest => manifest["classes"]!.AsArray().Add("fourth")));

        AssertEmpty();
    }

    [Fact]
    public void Load_ModelThatOnnxRuntimeRefuses_LeavesNoProfileBehind()
    {
        using (var model = new TinyModel(OnnxWriter.Model(graph => graph.Node("Ghost", ["picture"], "out").Input("picture", 1).Output("out", 1)), "{}"))
            Assert.Throws<OnnxRuntimeException>(() => ModelSessions.Open(new ModelFile(TestManifests.Wide(), model.Onnx), new CpuProvider(), new DetectorOptions()));

        AssertEmpty();
    }

    private void AssertEmpty() => Assert.Empty(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
}
