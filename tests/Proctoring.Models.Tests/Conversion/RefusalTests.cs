using System.Text;
using Proctoring.Models.Conversion;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Conversion;

public sealed class RefusalTests
{
    [Fact]
    public void Convert_UnknownOperation_NamesItAndItsNode()
    {
        var error = Refused(new GraphFile().Input("in", 1, 2).Node("Einsum", "strange/node", ["in"]).Files("strange/node"));

        Assert.Contains("Einsum 'strange/node'", error);
    }

    [Fact]
    public void Convert_TruncatedWeights_NamesTheTensor()
    {
        var files = new GraphFile().Input("in", 1, 2).Floats("first", [2], 1, 2).Floats("second", [2], 3, 4).Node("Add", "out", ["in", "second"]).Files("out");
        files["models/tiny.bin"] = files["models/tiny.bin"][..^3];

        Assert.Contains("end inside 'second'", Refused(files));
    }

    [Fact]
    public void Convert_WeightsLeftOver_SaysHowMany()
    {
        var files = new GraphFile().Input("in", 1, 2).Floats("first", [2], 1, 2).Node("Add", "out", ["in", "first"]).Files("out");
        files["models/tiny.bin"] = [.. files["models/tiny.bin"], 0, 0, 0];

        Assert.Contains("3 bytes more", Refused(files));
    }

    [Fact]
    public void Convert_WeightsFileNotNamed_SaysWhich()
    {
        var files = new GraphFile().Input("in", 1, 2).Node("Identity", "out", ["in"]).Files("out");
        files.Remove("models/tiny.bin");

        Assert.Contains("models/tiny.bin, which source.files does not name", Refused(files));
    }

    [Fact]
    public void Convert_InputNobodyMakes_NamesIt() =>
        Assert.Contains("it reads 'ghost'", Refused(new GraphFile().Input("in", 1, 2).Node("Identity", "out", ["ghost"]).Files("out")));

    [Fact]
    public void Convert_NodesInACircle_SaysSo() =>
        Assert.Contains("circle", Refused(new GraphFile().Node("Identity", "a", ["b"]).Node("Identity", "b", ["a"]).Files("a")));

    [Fact]
    public void Convert_OutputNobodyMakes_NamesIt() =>
        Assert.Contains("'gone'", Refused(new GraphFile().Input("in", 1, 2).Files("gone")));

    [Fact]
    public void Convert_ReshapeThatMixesTheBatch_IsRefused() =>
        Assert.Contains("batch", Refused(
            new GraphFile().Input("in", 1, 4).Integers("shape", [2], 2, 2).Node("Reshape", "out", ["in", "shape"]).Files("out")));

    [Fact]
    public void Convert_MissingAttribute_IsNamed() =>
        Assert.Contains("alpha", Refused(new GraphFile().Input("in", 1, 4).Node("LeakyRelu", "out", ["in"]).Files("out")));

    [Fact]
    public void Convert_AxisBeyondTheTensor_NamesTheNode() =>
        Assert.Contains("ConcatV2 'out'", Refused(
            new GraphFile().Input("in", 1, 4).Integers("axis", [], 7).Node("ConcatV2", "out", ["in", "in", "axis"]).Files("out")));

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"weightsManifest": [], "modelTopology": {"node": 3}}""")]
    [InlineData("""{"weightsManifest": [{"paths": [], "weights": [{"name": "w", "shape": [-4], "dtype": "float32"}]}]}""")]
    [InlineData("""{"weightsManifest": [{"paths": [], "weights": [{"name": "w", "shape": [99999, 99999], "dtype": "float32"}]}]}""")]
    [InlineData("""{"weightsManifest": [{"paths": [], "weights": [{"name": "w", "shape": [4], "dtype": "complex64"}]}]}""")]
    public void Convert_NoGraphModel_IsRefusedPlainly(string json) =>
        Refused(new Dictionary<string, byte[]> { ["models/tiny.json"] = Encoding.UTF8.GetBytes(json) });

    private static string Refused(Dictionary<string, byte[]> files) =>
        Assert.Throws<ModelException>(() => TfjsGraphConverter.Convert(files)).Message;
}
