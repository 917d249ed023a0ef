using System.Numerics.Tensors;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>Normalised like floats, then rounded to half precision.</summary>
internal sealed class HalfNumbers(ModelInput input) : IInputNumbers<Half>
{
    private readonly FloatNumbers _floats = new(input);
    private readonly float[] _row = new float[input.Width];

    public void Write(ReadOnlySpan<float> row, int plane, Span<Half> target)
    {
        var normalised = _row.AsSpan(0, row.Length);
        _floats.Write(row, plane, normalised);
        TensorPrimitives.ConvertToHalf(normalised, target);
    }
}
