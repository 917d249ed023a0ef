using System.Text.Json.Nodes;

namespace Proctoring.Models.Tests.Conversion;

public sealed class LayoutTests
{
    [Fact]
    public void Convert_TransposesThatCancel_LeaveNoTrace()
    {
        var graph = new GraphFile().Input("in", 1, 2, 3, 4).Transpose("there", "in", 0, 2, 3, 1)
            .Node("LeakyRelu", "leaky", ["there"], new JsonObject { ["alpha"] = new JsonObject { ["f"] = 0.25 } })
            .Transpose("out", "leaky", 0, 3, 1, 2);
        var converted = Converted.From(graph, "out");
        var input = Numbers.Made(3, 2, 3, 4);

        Assert.Equal(["LeakyRelu", "Identity"], converted.Operations);
        converted.Run(input).ShouldBe(Numbers.From(input.Shape, i => input[i] < 0 ? input[i] * 0.25f : input[i]));
    }

    [Fact]
    public void Convert_OutputInAnotherOrder_IsReallyTransposed()
    {
        var input = Numbers.Made(2, 2, 3, 4);

        Converted.From(new GraphFile().Input("in", 1, 2, 3, 4).Transpose("out", "in", 0, 2, 3, 1), "out").Run(input).ShouldBe(input.Transposed(0, 2, 3, 1));
    }

    [Fact]
    public void Convert_PadReadByAPointwiseOperation_IsDrawn()
    {
        var graph = new GraphFile().Input("in", 1, 3, 3, 2).Pad("pad", "in", 0, 0, 1, 0, 0, 2, 0, 0).Node("Sigmoid", "out", ["pad"]);
        var input = Numbers.Made(2, 3, 3, 2);
        var padded = PlainLoops.Pad(input, 1, 0, 0, 2, 0);

        Converted.From(graph, "out").Run(input).ShouldBe(Numbers.From(padded.Shape, i => 1 / (1 + MathF.Exp(-padded[i]))));
    }

    [Fact]
    public void Convert_PadReadTwice_IsDrawnOnce()
    {
        var graph = new GraphFile().Input("in", 1, 3, 3, 2).Pad("pad", "in", 0, 0, 1, 1, 1, 1, 0, 0)
            .Node("Sigmoid", "a", ["pad"]).Node("Sigmoid", "b", ["pad"]).Node("AddV2", "out", ["a", "b"]);

        Assert.Equal(["Pad", "Sigmoid", "Sigmoid", "Add", "Identity"], Converted.From(graph, "out").Operations);
    }

    [Fact]
    public void Convert_ReshapeToAComputedShape_KeepsTheBatchOpen()
    {
        // The way the exporter writes [1, 4, -1]: a constant plus a vector of zeros without entries.
        var graph = new GraphFile().Input("in", 1, 4, 3, 2)
            .Integers("where", [0, 1]).Integers("length", [1], 3).Integers("values", [0]).Integers("zero", [], 0)
            .Node("SparseToDense", "zeros", ["where", "length", "values", "zero"])
            .Integers("shape", [3], 1, 4, -1).Node("AddV2", "target", ["shape", "zeros"])
            .Node("Reshape", "flat", ["in", "target"])
            .Transpose("out", "flat", 0, 2, 1);
        var input = Numbers.Made(3, 4, 3, 2);

        Converted.From(graph, "out").Run(input).ShouldBe(new Numbers([3, 4, 6], input.Values).Transposed(0, 2, 1));
    }

    [Fact]
    public void Convert_ReshapeOfATransposedTensor_TransposesFirst()
    {
        var graph = new GraphFile().Input("in", 1, 4, 3, 2).Transpose("nhwc", "in", 0, 2, 3, 1)
            .Integers("shape", [2], 1, -1).Node("Reshape", "out", ["nhwc", "shape"]);
        var input = Numbers.Made(2, 4, 3, 2);

        Converted.From(graph, "out").Run(input).ShouldBe(new Numbers([2, 24], input.Transposed(0, 2, 3, 1).Values));
    }
}
