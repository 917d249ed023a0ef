using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

internal static class InputLayout
{
    /// <summary>The layout and the numbers that a manifest names. Keeps a row's worth of scratch: not for concurrent use.</summary>
    public static IInputLayout Of(ModelInput input) => input.Type switch
    {
        "half" => Of(input, new HalfNumbers(input)),
        "uint8" => Of(input, new ByteNumbers()),
        _ => Of(input, new FloatNumbers(input)),
    };

    private static IInputLayout Of<T>(ModelInput input, IInputNumbers<T> numbers)
        where T : unmanaged => input.Layout == "NHWC" ? new InterleavedLayout<T>(input, numbers) : new PlanarLayout<T>(input, numbers);
}
