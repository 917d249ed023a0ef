using Proctoring.Testing;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Manifests;

public sealed class FixedBatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Of_FirstDimensionOfTheInput_IsTheBatch(int batch) => Assert.Equal(batch, Read(Graph(batch), "picture"));

    [Fact]
    public void Of_FreeDimension_IsNone() => Assert.Null(Read(Graph(-1), "picture"));

    [Fact]
    public void Of_AnotherInput_IsTheOneThatIsNamed()
    {
        var graph = OnnxWriter.Model(g => g.Input("size", 2, 2).Input("picture", 8, 3, 32, 32));

        Assert.Equal(8, Read(graph, "picture"));
        Assert.Null(Read(graph, "ghost"));
    }

    [Fact]
    public void Of_InputWithoutDimensions_IsNone() => Assert.Null(Read(OnnxWriter.Model(g => g.Input("picture")), "picture"));

    [Fact]
    public void Of_FileThatIsNoModel_IsNone()
    {
        Assert.Null(Read("no model at all"u8.ToArray(), "picture"));
        Assert.Null(Read([], "picture"));
        Assert.Null(Read(Graph(4)[..200], "picture")); // cut off
    }

    private static byte[] Graph(int batch) => new TinyGraph { Batch = batch }.Onnx(HeadGraph.All["yolo"].Outputs);

    private static int? Read(byte[] model, string input) => FixedBatch.Of(new MemoryStream(model), input);
}
