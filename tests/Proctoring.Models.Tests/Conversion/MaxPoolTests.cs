using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Conversion;

public sealed class MaxPoolTests
{
    // All below zero, so that a border of zeros would win every maximum it takes part in.
    private static readonly Numbers Input = Numbers.From([2, 3, 8, 8], i => -1 - MathF.Abs(MathF.Sin(i[0] * 100 + i[1] * 64 + i[2] * 8 + i[3])));

    [Fact]
    public void Convert_BorderOfMinusInfinity_IsAbsorbed()
    {
        var converted = Pooled(float.NegativeInfinity);

        Assert.Equal(["MaxPool", "Identity"], converted.Operations);
        var framed = PlainLoops.Pad(Input.Transposed(0, 2, 3, 1), 1, 1, 1, 1, float.NegativeInfinity);
        converted.Run(Input).ShouldBe(PlainLoops.MaxPool(framed, size: 3, stride: 2).Transposed(0, 3, 1, 2));
    }

    [Fact]
    public void Convert_SamePadding_NeverWinsAMaximum()
    {
        var nhwc = Input.Transposed(0, 2, 3, 1);

        Converted.From(new GraphFile().Input("in", 1, 8, 8, 3).MaxPool("out", "in", size: 3, stride: 2, padding: "SAME"), "out").Run(nhwc)
            .ShouldBe(PlainLoops.MaxPool(PlainLoops.Pad(nhwc, 0, 1, 0, 1, float.NegativeInfinity), size: 3, stride: 2));
    }

    [Fact]
    public void Convert_BorderOfZero_IsRefused() => Assert.Contains("border of 0", Assert.Throws<ModelException>(() => Pooled(0)).Message);

    private static Converted Pooled(float border) => Converted.From(
        new GraphFile().Input("in", 1, 3, 8, 8)
            .PadWith(border, "pad", "in", 0, 0, 0, 0, 1, 1, 1, 1)
            .Transpose("nhwc", "pad", 0, 2, 3, 1)
            .MaxPool("pool", "nhwc", size: 3, stride: 2)
            .Transpose("out", "pool", 0, 3, 1, 2),
        "out");
}
