using System.Runtime.InteropServices;

namespace Proctoring.Gateway.Gating;

/// <summary>
/// The part of libjpeg-turbo that is used here, by its TurboJPEG API of version 2 (https://libjpeg-turbo.org/Documentation), which
/// version 3 has too.
/// </summary>
internal static partial class TurboJpeg
{
    /// <summary>Debian's package is libturbojpeg0.</summary>
    public const string Library = "libturbojpeg.so.0";

    /// <summary>Pixel format: a byte of brightness.</summary>
    public const int Gray = 6;

    /// <summary>Ends at damaged data instead of inventing what follows.</summary>
    public const int StopOnWarning = 8192;

    /// <summary>One of the decoder's scaling factors: then each 8 × 8 block is its DC coefficient, and no inverse transform is done.</summary>
    public const int Reduction = 8;

    [LibraryImport(Library, EntryPoint = "tjInitDecompress")]
    public static partial nint InitDecompress();

    /// <returns>0, or -1 for an error or a warning.</returns>
    [LibraryImport(Library, EntryPoint = "tjDecompress2")]
    public static partial int Decompress(
        nint handle, ReadOnlySpan<byte> jpeg, nuint sizeInBytes, Span<byte> pixels, int width, int pitch, int height, int pixelFormat, int flags);

    [LibraryImport(Library, EntryPoint = "tjDestroy")]
    public static partial int Destroy(nint handle);

    public static bool IsThere => NativeLibrary.TryLoad(Library, out _);
}
