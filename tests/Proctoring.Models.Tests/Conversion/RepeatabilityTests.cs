using Proctoring.Models.Conversion;
using Proctoring.Models.Conversion.Onnx;

namespace Proctoring.Models.Tests.Conversion;

public sealed class RepeatabilityTests
{
    [Fact]
    public void Convert_SameFilesTwice_GivesTheSameBytes()
    {
        var files = TinyDetector.Files();

        Assert.Equal(TfjsGraphConverter.Convert(files), TfjsGraphConverter.Convert(files.Reverse().ToDictionary()));
    }

    [Fact]
    public void Convert_AnyGraph_LeavesTheBatchOpenInInputAndOutputs()
    {
        var graph = ModelProto.Parser.ParseFrom(TfjsGraphConverter.Convert(TinyDetector.Files())).Graph;

        Assert.All(graph.Input.Concat(graph.Output), value => Assert.Equal("batch", value.Type.TensorType.Shape.Dim[0].DimParam));
        Assert.Equal(["Identity", "Identity_1"], graph.Output.Select(o => o.Name));
    }
}
