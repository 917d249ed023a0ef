namespace Proctoring.Vision.Preprocessing;

/// <summary>For each target position of one axis: the two source positions it lies between, and how far towards the second.</summary>
internal sealed class ResampleAxis
{
    private int _sourceSize;
    private int _targetSize;

    public int[] From { get; private set; } = [];

    public int[] To { get; private set; } = [];

    public float[] Weight { get; private set; } = [];

    public void Prepare(int sourceSize, int targetSize)
    {
        if (sourceSize == _sourceSize && targetSize == _targetSize) return;
        if (From.Length < targetSize) (From, To, Weight) = (new int[targetSize], new int[targetSize], new float[targetSize]);
        var step = (float)sourceSize / targetSize;
        for (var i = 0; i < targetSize; i++)
        {
            var position = Math.Clamp((i + 0.5f) * step - 0.5f, 0, sourceSize - 1);
            From[i] = (int)position;
            To[i] = Math.Min(From[i] + 1, sourceSize - 1);
            Weight[i] = position - From[i];
        }
        (_sourceSize, _targetSize) = (sourceSize, targetSize);
    }

    /// <summary>Resamples one channel of an interleaved row of floats.</summary>
    public void Resample(float[] source, int channel, int channels, Span<float> target)
    {
        var (from, to, weight) = (From, To, Weight);
        for (var x = 0; x < target.Length; x++)
        {
            var a = source[from[x] * channels + channel];
            target[x] = a + weight[x] * (source[to[x] * channels + channel] - a);
        }
    }
}
