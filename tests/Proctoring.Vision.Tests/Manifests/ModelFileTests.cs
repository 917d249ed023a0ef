using System.Text;
using System.Text.Json.Nodes;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Manifests;

public sealed class ModelFileTests : IDisposable
{
    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    private string Onnx => Path.Combine(_model.Folder, "tiny.onnx");

    [Fact]
    public void Verify_FileThatMatches_IsGivenWithItsFullPath()
    {
        var file = ModelFile.Verify(Path.GetRelativePath(Environment.CurrentDirectory, _model.Folder));

        Assert.Equal(Onnx, file.Path);
        Assert.Equal("tiny", file.Manifest.Name);
    }

    [Fact]
    public void Verify_NoFile_NamesItAndTheCommandThatFetchesIt()
    {
        GiveSource();
        File.Delete(Onnx);

        var error = Refused();

        Assert.Contains(Onnx, error);
        Assert.Contains("make models", error);
    }

    [Fact]
    public void Verify_OneBitChanged_NamesItAndTheCommandThatFetchesIt()
    {
        GiveSource();
        var bytes = File.ReadAllBytes(Onnx);
        bytes[^1] ^= 1;
        File.WriteAllBytes(Onnx, bytes);

        var error = Refused();

        Assert.Contains(Onnx, error);
        Assert.Contains("SHA-256", error);
        Assert.Contains("make models", error);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Verify_NoSource_DoesNotPromiseThatTheFileCanBeFetched(bool missing)
    {
        if (missing) File.Delete(Onnx);
        else File.WriteAllText(Onnx, "another file");

        var error = Refused();

        Assert.Contains("names no source", error);
        Assert.DoesNotContain("make models", error);
    }

    [Fact]
    public void Digest_OfAKnownText_IsItsSha256InLowerCase()
    {
        // FIPS 180-2, appendix B.1.
        File.WriteAllBytes(Onnx, Encoding.ASCII.GetBytes("abc"));

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ModelFile.Digest(Onnx));
    }

    private void GiveSource()
    {
        _model.Manifest["source"] = JsonNode.Parse("""{ "package": "@tests/tiny", "version": "1", "converter": "tfjs-graph", "files": {} }""");
        _model.Save();
    }

    private string Refused() => Assert.Throws<ModelException>(() => ModelFile.Verify(_model.Folder)).Message;
}
