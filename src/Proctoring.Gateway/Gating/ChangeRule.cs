namespace Proctoring.Gateway.Gating;

/// <summary>How much two thumbnails differ once what light and noise do to the whole picture is set aside. Pure.</summary>
/// <remarks>
/// Light that comes or goes, and a camera that adjusts its exposure, move all cells along one line: now ≈ gain · before + offset. The line
/// is fitted by least squares; what an object does is far from it. Gain and offset are limited, so that a picture that is covered
/// altogether is no change of light.
/// </remarks>
internal static class ChangeRule
{
    private const double LeastGain = 0.75;
    private const double MostGain = 1.33;
    private const double MostOffset = 40;

    /// <summary>Median deviation of a quiet camera, in levels. More of it is noise that raises the tolerance, at most twofold: noise must not hide things.</summary>
    private const float UsualNoise = 0.75f;

    private const float MostNoise = 2;

    /// <returns>The cell that differs most, in levels of 255, divided by what noise there is; infinity where sizes differ.</returns>
    public static double Difference(Thumbnail before, Thumbnail now)
    {
        if (before.Width != now.Width || before.Height != now.Height) return double.PositiveInfinity;
        var (gain, offset) = Fit(before.Brightness, now.Brightness);
        Span<float> deviations = stackalloc float[Thumbnail.Cells];
        for (var i = 0; i < deviations.Length; i++) deviations[i] = MathF.Abs(now.Brightness[i] - (float)((gain * before.Brightness[i]) + offset));
        deviations.Sort();
        var noise = Math.Clamp(deviations[Thumbnail.Cells / 2] / UsualNoise, 1, MostNoise);
        return deviations[^1] / noise;
    }

    private static (double Gain, double Offset) Fit(ReadOnlySpan<float> before, ReadOnlySpan<float> now)
    {
        double sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var i = 0; i < before.Length; i++)
        {
            sumX += before[i];
            sumY += now[i];
            sumXx += before[i] * before[i];
            sumXy += before[i] * now[i];
        }
        var (meanX, meanY) = (sumX / before.Length, sumY / before.Length);
        var spread = (sumXx / before.Length) - (meanX * meanX);
        var gain = spread < 1 ? 1 : Math.Clamp(((sumXy / before.Length) - (meanX * meanY)) / spread, LeastGain, MostGain);
        return (gain, Math.Clamp(meanY - (gain * meanX), -MostOffset, MostOffset));
    }
}
