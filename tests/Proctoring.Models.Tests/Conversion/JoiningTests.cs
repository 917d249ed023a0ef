using System.Text.Json.Nodes;

namespace Proctoring.Models.Tests.Conversion;

public sealed class JoiningTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void Convert_SplitThenConcatOnChannelsOfNhwc_SwapsThem(int axis)
    {
        var graph = new GraphFile().Input("in", 1, 5, 3, 2).Transpose("nhwc", "in", 0, 2, 3, 1)
            .Integers("sizes", [2], 2, -1).Integers("axis", [], axis)
            .Node("SplitV", "split", ["nhwc", "sizes", "axis"])
            .Node("ConcatV2", "joined", ["split:1", "split", "axis"])
            .Transpose("out", "joined", 0, 3, 1, 2);
        var converted = Converted.From(graph, "out");
        var input = Numbers.Made(2, 5, 3, 2);

        Assert.Equal(["Split", "Concat", "Identity"], converted.Operations);
        converted.Run(input).ShouldBe(Numbers.From(input.Shape, i => input[i[0], (i[1] + 2) % 5, i[2], i[3]]));
    }

    [Fact]
    public void Convert_ConcatOfTensorsInDifferentOrders_TransposesTheSecond()
    {
        var graph = new GraphFile().Input("in", 1, 2, 2, 2).Transpose("turned", "in", 0, 2, 3, 1)
            .Integers("axis", [], 1).Node("ConcatV2", "out", ["in", "turned", "axis"]);
        var input = Numbers.Made(1, 2, 2, 2);
        var turned = input.Transposed(0, 2, 3, 1);

        Converted.From(graph, "out").Run(input).ShouldBe(
            Numbers.From([1, 4, 2, 2], i => i[1] < 2 ? input[i] : turned[i[0], i[1] - 2, i[2], i[3]]));
    }

    [Fact]
    public void Convert_SumOfTensorsInDifferentOrders_TransposesTheSecond()
    {
        var graph = new GraphFile().Input("in", 1, 3, 3, 3).Transpose("turned", "in", 0, 3, 1, 2).Node("AddV2", "out", ["in", "turned"]);
        var input = Numbers.Made(2, 3, 3, 3);
        var turned = input.Transposed(0, 3, 1, 2);

        Converted.From(graph, "out").Run(input).ShouldBe(Numbers.From(input.Shape, i => input[i] + turned[i]));
    }

    [Fact]
    public void Convert_ConstantAddedToATransposedTensor_FollowsItsOrder()
    {
        var constant = Numbers.Made(4, 2);
        var graph = new GraphFile().Input("in", 1, 2, 3, 4).Transpose("nhwc", "in", 0, 2, 3, 1)
            .Floats("constant", [4, 2], constant.Values).Node("AddV2", "out", ["constant", "nhwc"]);
        var input = Numbers.Made(2, 2, 3, 4);
        var nhwc = input.Transposed(0, 2, 3, 1);

        Converted.From(graph, "out").Run(input).ShouldBe(Numbers.From(nhwc.Shape, i => nhwc[i] + constant[i[2], i[3]]));
    }

    [Theory]
    [InlineData(8, 6)]
    [InlineData(2, 3)]
    [InlineData(7, 5)]
    public void Convert_ResizeBilinear_MatchesPlainLoop(int height, int width)
    {
        var graph = new GraphFile().Input("in", 1, 2, 4, 6).Transpose("nhwc", "in", 0, 2, 3, 1).Integers("size", [2], height, width)
            .Node("ResizeBilinear", "out", ["nhwc", "size"], new JsonObject { ["half_pixel_centers"] = new JsonObject { ["b"] = true } });
        var input = Numbers.Made(3, 2, 4, 6);

        Converted.From(graph, "out").Run(input).ShouldBe(PlainLoops.Resize(input.Transposed(0, 2, 3, 1), height, width));
    }
}
