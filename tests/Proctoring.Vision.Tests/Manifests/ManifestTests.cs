using System.Text.Json.Nodes;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Manifests;

public sealed class ManifestTests
{
    [Fact]
    public void Verify_ShippedModel_IsWhatItsManifestSays()
    {
        var file = ModelFile.Verify(Repository.Model);

        Assert.Equal("nanodet-g", file.Manifest.Name);
        Assert.Equal(80, file.Manifest.Classes.Count);
        Assert.Equal(["backpack", "handbag", "laptop", "mouse", "keyboard", Labels.CellPhone, "book"], file.Manifest.Watched);
        Assert.Equal([8, 16, 32], Assert.IsType<NanoDetSettings>(file.Manifest.Head).Levels.Select(level => level.Stride));
        Assert.Equal(0.35f, file.Manifest.ScoreThreshold);
        Assert.Equal((416, 416, "BGR"), (file.Manifest.Input.Width, file.Manifest.Input.Height, file.Manifest.Input.Channels));
        Assert.NotNull(file.Manifest.Source);
    }

    [Theory]
    [InlineData("")]
    [InlineData("input")]
    [InlineData("input/letterbox")]
    [InlineData("head")]
    [InlineData("head/levels/0")]
    [InlineData("nms")]
    public void Load_UnknownMember_IsRefusedAndNamed(string path) =>
        Assert.Contains("surprise", Refused(manifest => ManifestPaths.Find(manifest, path)["surprise"] = 1));

    [Theory]
    [InlineData("name")]
    [InlineData("file")]
    [InlineData("sha256")]
    [InlineData("input")]
    [InlineData("input/letterbox")]
    [InlineData("input/mean")]
    [InlineData("head/kind")]
    [InlineData("head/levels")]
    [InlineData("head/levels/0/scores")]
    [InlineData("nms/iou")]
    [InlineData("scoreThreshold")]
    [InlineData("watched")]
    [InlineData("classes")]
    public void Load_MissingMember_IsRefusedAndNamed(string path)
    {
        var (parent, member) = ManifestPaths.Split(path);

        Assert.Contains(member, Refused(manifest => ManifestPaths.Find(manifest, parent).AsObject().Remove(member)));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("input")]
    [InlineData("input/std")]
    [InlineData("head/levels")]
    [InlineData("nms")]
    [InlineData("classes")]
    public void Load_NullMember_IsRefused(string path)
    {
        var (parent, member) = ManifestPaths.Split(path);

        Assert.Contains("cannot be read", Refused(manifest => ManifestPaths.Find(manifest, parent)[member] = null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("not json")]
    public void Load_NoManifest_IsRefusedAndNamesTheFile(string text)
    {
        using var model = new TinyModel();
        var path = Path.Combine(model.Folder, ModelManifest.FileName);
        File.WriteAllText(path, text);

        Assert.Contains(path, Assert.Throws<ModelException>(() => ModelManifest.Load(model.Folder)).Message);
    }

    [Fact]
    public void Load_Comments_AreSkipped()
    {
        using var model = new TinyModel();
        var path = Path.Combine(model.Folder, ModelManifest.FileName);
        File.WriteAllText(path, "// ours\n" + File.ReadAllText(path));

        Assert.Equal("tiny", ModelManifest.Load(model.Folder).Name);
    }

    [Fact]
    public void Load_NoSuchFolder_SaysWhereItLookedAndWhatToSet()
    {
        var error = Assert.Throws<ModelException>(() => ModelManifest.Load("no/such/model")).Message;

        Assert.Contains(Path.GetFullPath("no/such/model/model.json"), error);
        Assert.Contains("Detector:Model", error);
    }

    private static string Refused(Action<JsonObject> change)
    {
        using var model = new TinyModel();
        change(model.Manifest);
        model.Save();
        return Assert.Throws<ModelException>(() => ModelManifest.Load(model.Folder)).Message;
    }
}
