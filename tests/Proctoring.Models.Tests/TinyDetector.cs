using Proctoring.Models.Conversion;
using Proctoring.Models.Tests.Conversion;

namespace Proctoring.Models.Tests;

/// <summary>The smallest detector a manifest can describe: 32×32 pixels, one level of stride 8, two classes, two bins.</summary>
internal static class TinyDetector
{
    public static Dictionary<string, byte[]> Files(float bias = 0.5f) => new GraphFile().Input("in", 1, 3, 32, 32)
        .Transpose("nhwc", "in", 0, 2, 3, 1)
        .Halves("kernel", [8, 8, 3, 10], Numbers.Made(8, 8, 3, 10).Values).Convolution("conv", "nhwc", "kernel", stride: 8)
        .Floats("bias", [10], [.. Enumerable.Repeat(bias, 10)]).Node("Add", "sum", ["conv", "bias"])
        .Transpose("nchw", "sum", 0, 3, 1, 2)
        .Integers("sizes", [2], 2, 8).Integers("axis", [], 1).Node("SplitV", "split", ["nchw", "sizes", "axis"])
        .Node("Sigmoid", "scores", ["split"])
        .Integers("scoreShape", [3], 1, 2, -1).Node("Reshape", "flatScores", ["scores", "scoreShape"]).Transpose("cellScores", "flatScores", 0, 2, 1)
        .Integers("boxShape", [3], 1, 8, -1).Node("Reshape", "flatBoxes", ["split:1", "boxShape"]).Transpose("cellBoxes", "flatBoxes", 0, 2, 1)
        .Node("Identity", "Identity", ["cellScores"]).Node("Identity", "Identity_1", ["cellBoxes"])
        .Files("Identity", "Identity_1");

    public static byte[] Model(float bias = 0.5f) => TfjsGraphConverter.Convert(Files(bias));
}
