namespace Proctoring.Models.Tests.Conversion;

public sealed class ConvolutionTests
{
    private static readonly Numbers Kernel = Numbers.Made(3, 3, 2, 4);
    private static readonly Numbers Bias = Numbers.Made(4);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Convert_PadConvolutionAndBiasBetweenTransposes_IsOneConvolution(int batch)
    {
        var graph = new GraphFile().Input("in", 1, 2, 9, 8)
            .Pad("pad", "in", 0, 0, 0, 0, 1, 2, 0, 1)
            .Transpose("nhwc", "pad", 0, 2, 3, 1)
            .Floats("kernel", Kernel.Shape, Kernel.Values).Convolution("conv", "nhwc", "kernel", stride: 2)
            .Floats("bias", [4], Bias.Values).Node("Add", "sum", ["conv", "bias"])
            .Transpose("nchw", "sum", 0, 3, 1, 2)
            .Node("Identity", "out", ["nchw"]);
        var converted = Converted.From(graph, "out");
        var input = Numbers.Made(batch, 2, 9, 8);

        Assert.Equal(["Conv", "Identity"], converted.Operations);
        var padded = PlainLoops.Pad(input.Transposed(0, 2, 3, 1), 1, 2, 0, 1, 0);
        converted.Run(input).ShouldBe(PlainLoops.Plus(PlainLoops.Convolution(padded, Kernel, stride: 2), Bias).Transposed(0, 3, 1, 2));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 1)]
    public void Convert_StrideAndDilation_MatchPlainLoop(int stride, int dilation)
    {
        var converted = Converted.From(Nhwc().Convolution("out", "in", "kernel", stride, dilation), "out");
        var input = Numbers.Made(1, 9, 8, 2);

        converted.Run(input).ShouldBe(PlainLoops.Convolution(input, Kernel, stride, dilation));
    }

    [Fact]
    public void Convert_SamePadding_PutsTheOddCellAtTheEnd()
    {
        var converted = Converted.From(Nhwc().Convolution("out", "in", "kernel", stride: 2, padding: "SAME"), "out");
        var input = Numbers.Made(1, 9, 8, 2);

        converted.Run(input).ShouldBe(PlainLoops.Convolution(PlainLoops.Pad(input, 1, 1, 0, 1, 0), Kernel, stride: 2));
    }

    [Fact]
    public void Convert_BorderThatIsNotZero_IsDrawn()
    {
        var converted = Converted.From(Nhwc().PadWith(0.5f, "pad", "in", 0, 0, 1, 1, 1, 1, 0, 0).Convolution("out", "pad", "kernel"), "out");
        var input = Numbers.Made(1, 9, 8, 2);

        Assert.Contains("Pad", converted.Operations);
        converted.Run(input).ShouldBe(PlainLoops.Convolution(PlainLoops.Pad(input, 1, 1, 1, 1, 0.5f), Kernel));
    }

    [Fact]
    public void Convert_SumOfAConvolutionReadTwice_LeavesTheConvolutionAlone()
    {
        var graph = Nhwc().Convolution("conv", "in", "kernel").Floats("bias", [4], Bias.Values)
            .Node("Add", "sum", ["conv", "bias"])
            .Node("Identity", "plain", ["conv"])
            .Node("Identity", "out", ["sum"]);
        var converted = Converted.From(graph, "out", "plain");
        var input = Numbers.Made(1, 9, 8, 2);
        var expected = PlainLoops.Convolution(input, Kernel);

        converted.Run(input, "plain").ShouldBe(expected);
        converted.Run(input).ShouldBe(PlainLoops.Plus(expected, Bias));
    }

    [Fact]
    public void Convert_HalfPrecisionWeights_AreWidened()
    {
        var halves = new Numbers(Kernel.Shape, [.. Kernel.Values.Select(v => (float)(Half)v)]);
        var graph = new GraphFile().Input("in", 1, 9, 8, 2).Halves("kernel", Kernel.Shape, Kernel.Values).Convolution("out", "in", "kernel");
        var input = Numbers.Made(1, 9, 8, 2);

        Converted.From(graph, "out").Run(input).ShouldBe(PlainLoops.Convolution(input, halves));
    }

    private static GraphFile Nhwc() => new GraphFile().Input("in", 1, 9, 8, 2).Floats("kernel", Kernel.Shape, Kernel.Values);
}
