using Proctoring.Models.Conversion.Onnx;

namespace Proctoring.Models.Conversion.Quantisation;

/// <summary>A convolution's weights in seven of eight bits, a scale for each channel that comes out.</summary>
/// <param name="Values">int8, −64 to 64: on processors with AVX2 and without VNNI products of all eight bits overflow the 16-bit sums that they go into.</param>
/// <param name="Scales">For each channel.</param>
internal sealed record QuantisedWeights(TensorProto Values, float[] Scales)
{
    private const float Largest = 64;

    /// <param name="weights">Float, [out, in, height, width].</param>
    public static QuantisedWeights Of(TensorProto weights)
    {
        var floats = OnnxConstant.FloatsOf(weights);
        var channels = (int)weights.Dims[0];
        var each = floats.Length / channels;
        var (values, scales) = (new sbyte[floats.Length], new float[channels]);
        for (var channel = 0; channel < channels; channel++)
        {
            var part = floats.AsSpan(channel * each, each);
            var most = 0f;
            foreach (var value in part) most = MathF.Max(most, MathF.Abs(value));
            scales[channel] = most > 0 ? most / Largest : 1;
            for (var i = 0; i < each; i++) values[(channel * each) + i] = (sbyte)MathF.Round(part[i] / scales[channel]);
        }
        return new QuantisedWeights(OnnxConstant.Bytes(weights.Name, weights.Dims, values), scales);
    }
}
