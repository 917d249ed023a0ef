using System.Numerics.Tensors;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>(value − mean) ÷ std of the value's plane.</summary>
internal sealed class FloatNumbers : IInputNumbers<float>
{
    private readonly float[] _scale = new float[3];
    private readonly float[] _bias = new float[3];

    public FloatNumbers(ModelInput input)
    {
        for (var c = 0; c < 3; c++)
        {
            _scale[c] = 1 / input.Std[c];
            _bias[c] = -input.Mean[c] / input.Std[c];
        }
    }

    public void Write(ReadOnlySpan<float> row, int plane, Span<float> target)
    {
        TensorPrimitives.Multiply(row, _scale[plane], target);
        TensorPrimitives.Add(target, _bias[plane], target);
    }
}
