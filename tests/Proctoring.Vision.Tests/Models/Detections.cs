using Proctoring.Contracts;

namespace Proctoring.Vision.Tests.Models;

internal static class Detections
{
    /// <summary>The same objects in the same order, scores and places within what another summing order may change.</summary>
    public static void AssertSame(IReadOnlyList<Detection> expected, IReadOnlyList<Detection> actual, float score = 1e-3f, float pixels = 0.5f)
    {
        Assert.Equal(expected.Select(d => d.Label), actual.Select(d => d.Label));
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one.Score, other.Score, score);
            Assert.Equal(one.Box.X0, other.Box.X0, pixels);
            Assert.Equal(one.Box.Y0, other.Box.Y0, pixels);
            Assert.Equal(one.Box.X1, other.Box.X1, pixels);
            Assert.Equal(one.Box.Y1, other.Box.Y1, pixels);
        }
    }
}
