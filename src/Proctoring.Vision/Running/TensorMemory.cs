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
    private readonly OrtMemoryInfo _place;
    private readonly OrtValue? _allocated;
    private readonly float[]? _managed;
    private readonly IntPtr _address;
    private readonly int _frameLength;
    private readonly long[] _frameShape;

    /// <param name="frameShape">Dimensions of one frame's part.</param>
    /// <param name="allocator">The accelerator's allocator of page-locked memory; null for the ordinary heap.</param>
    public TensorMemory(IReadOnlyList<int> frameShape, int frames, OrtAllocator? allocator)
    {
        _frameShape = [.. frameShape.Select(dimension => (long)dimension)];
        _frameLength = frameShape.Aggregate(1, (product, dimension) => product * dimension);
        if (allocator is null)
        {
            _managed = GC.AllocateArray<float>(frames * _frameLength, pinned: true);
            _address = Marshal.UnsafeAddrOfPinnedArrayElement(_managed, 0);
            _place = OrtMemoryInfo.DefaultInstance;
        }
        else
        {
            _allocated = OrtValue.CreateAllocatedTensorValue(allocator, TensorElementType.Float, [frames, .. _frameShape]);
            _address = AddressOf(_allocated);
            _place = allocator.Info;
        }
    }

    /// <summary>The numbers of one frame.</summary>
    public unsafe Span<float> Frame(int frame) => new((float*)_address + frame * _frameLength, _frameLength);

    /// <summary>The first <paramref name="frames"/> frames as one tensor over this memory. Dispose it before this.</summary>
    public OrtValue Of(int frames) => OrtValue.CreateTensorValueWithData(
        _place, TensorElementType.Float, [frames, .. _frameShape], _address, (long)frames * _frameLength * sizeof(float));

    private static unsafe IntPtr AddressOf(OrtValue value)
    {
        fixed (byte* first = value.GetTensorMutableRawData()) return (IntPtr)first;
    }

    public void Dispose() => _allocated?.Dispose();
}
