using Proctoring.Vision.Preprocessing;

namespace Proctoring.Vision.Tests.Preprocessing;

public sealed class RowBlendTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.25f)]
    [InlineData(0.999f)]
    public void Blend_EveryLength_WritesThatManyAndNoMore(float weight)
    {
        var random = new Random(3);
        for (var length = 0; length <= 67; length++)
        {
            var (upper, lower) = (new byte[length], new byte[length]);
            random.NextBytes(upper);
            random.NextBytes(lower);
            var target = new float[length + 8];
            Array.Fill(target, -1);

            RowBlend.Blend(upper, lower, weight, target.AsSpan(0, length));

            for (var i = 0; i < length; i++) Assert.Equal(upper[i] + (double)weight * (lower[i] - upper[i]), target[i], 1e-3);
            Assert.All(target[length..], value => Assert.Equal(-1, value));
        }
    }
}
