using System.Buffers;
using Microsoft.Extensions.ObjectPool;
using Proctoring.Contracts;

namespace Proctoring.Gateway.Gating;

/// <summary>JPEG → <see cref="Thumbnail"/>, for any number of callers: some 0.2 ms for 640 × 480.</summary>
internal sealed class ThumbnailReader
{
    private readonly ObjectPool<Decoder> _decoders = new DefaultObjectPoolProvider { MaximumRetained = 2 * Environment.ProcessorCount }.Create<Decoder>();

    /// <returns>Null where the picture is too small, or the JPEG is damaged: the detector decides what becomes of it.</returns>
    public Thumbnail? Read(ReadOnlySpan<byte> jpeg, in JpegHeader header)
    {
        var width = (header.Width + TurboJpeg.Reduction - 1) / TurboJpeg.Reduction;
        var height = (header.Height + TurboJpeg.Reduction - 1) / TurboJpeg.Reduction;
        var pixels = ArrayPool<byte>.Shared.Rent(width * height);
        var decoder = _decoders.Get();
        try
        {
            return decoder.TryDecode(jpeg, pixels, width, height) ? Thumbnail.Of(pixels, width, height) : null;
        }
        finally
        {
            _decoders.Return(decoder);
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <summary>One caller at a time.</summary>
    private sealed class Decoder : IDisposable
    {
        private nint _handle = TurboJpeg.InitDecompress();

        public bool TryDecode(ReadOnlySpan<byte> jpeg, Span<byte> pixels, int width, int height) =>
            _handle != 0 && TurboJpeg.Decompress(_handle, jpeg, (nuint)jpeg.Length, pixels, width, width, height, TurboJpeg.Gray, TurboJpeg.StopOnWarning) == 0;

        public void Dispose()
        {
            var handle = Interlocked.Exchange(ref _handle, 0);
            if (handle != 0) _ = TurboJpeg.Destroy(handle);
        }
    }
}
