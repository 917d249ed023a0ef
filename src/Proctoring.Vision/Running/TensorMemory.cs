using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Proctoring.Vision.Running;

/// <summary>
/// The numbers of one input or output for up to a batch of frames, frame after frame: bound to sessions, and read and written
/// in place. On the ordinary heap, pinned; or page-locked by the accelerator's own allocator, which copies from there without a detour.
/// </summary>
internal sealed class TensorMemory : IDisposable
{
    private readonly TensorElementType _type;
    private readonly OrtMemoryInfo _place;
    private readonly OrtValue? _allocated;
    private readonly ulong[]? _managed;
    private readonly IntPtr _address;
    private readonly int _frameBytes;
    private readonly long[] _frameShape;

    /// <param name="type">Float, Float16 or UInt8.</param>
    /// <param name="frameShape">Dimensions of one frame's part.</param>
    /// <param name="allocator">The accelerator's allocator of page-locked memory; null for the ordinary heap.</param>
    public TensorMemory(TensorElementType type, IReadOnlyList<int> frameShape, int frames, OrtAllocator? allocator)
    {
        _type = type;
        _frameShape = [.. frameShape.Select(dimension => (long)dimension)];
        _frameBytes = frameShape.Aggregate(SizeOf(type), (product, dimension) => product * dimension);
        if (allocator is null)
        {
            // Not bytes: an array holds two billion of anything, and a large batch is more than two gigabytes.
            _managed = GC.AllocateArray<ulong>((int)(((long)frames * _frameBytes + sizeof(ulong) - 1) / sizeof(ulong)), pinned: true);
            _address = Marshal.UnsafeAddrOfPinnedArrayElement(_managed, 0);
            _place = OrtMemoryInfo.DefaultInstance;
        }
        else
        {
            _allocated = OrtValue.CreateAllocatedTensorValue(allocator, type, [frames, .. _frameShape]);
            _address = AddressOf(_allocated);
            _place = allocator.Info;
        }
    }

    /// <summary>One frame's part.</summary>
    public unsafe Span<byte> Frame(int frame) => new((byte*)_address + (long)frame * _frameBytes, _frameBytes);

    /// <inheritdoc cref="Frame(int)"/>
    public Span<T> Frame<T>(int frame)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Frame(frame));

    /// <summary>The first <paramref name="frames"/> frames as one tensor over this memory. Dispose it before this.</summary>
    public OrtValue Of(int frames) => OrtValue.CreateTensorValueWithData(_place, _type, [frames, .. _frameShape], _address, (long)frames * _frameBytes);

    private static int SizeOf(TensorElementType type) => type switch
    {
        TensorElementType.Float => sizeof(float),
        TensorElementType.Float16 => sizeof(ushort),
        TensorElementType.UInt8 => sizeof(byte),
        _ => throw new NotSupportedException($"There is no memory for tensors of {type}."),
    };

    private static unsafe IntPtr AddressOf(OrtValue value)
    {
        fixed (byte* first = value.GetTensorMutableRawData()) return (IntPtr)first;
    }

    public void Dispose() => _allocated?.Dispose();
}
