using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;

namespace Proctoring.Models.Checking;

/// <summary>Smooth waves over the range of colour values: a picture of zeros would hide much that can be wrong.</summary>
internal static class TrialPicture
{
    /// <param name="number">Which picture: equal numbers give equal pictures.</param>
    public static void Write(ModelInput input, IInputLayout layout, Span<byte> tensor, int number)
    {
        var row = new float[input.Width];
        for (var y = 0; y < input.Height; y++)
        {
            for (var plane = 0; plane < 3; plane++)
            {
                for (var x = 0; x < row.Length; x++)
                    row[x] = 127.5f + 60 * (MathF.Sin(x * 0.05f + plane + number) + MathF.Cos(y * 0.03f * (1 + number)));
                layout.Write(tensor, plane, 0, y, row);
            }
        }
    }
}
