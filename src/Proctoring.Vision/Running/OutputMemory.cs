using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Proctoring.Vision.Heads;

namespace Proctoring.Vision.Running;

/// <summary>One output for up to a batch of frames, read as floats whatever the model gives.</summary>
internal sealed class OutputMemory : IDisposable
{
    private readonly TensorMemory _tensor;
    private readonly float[][]? _widened;

    /// <param name="type">As the model gives it: Float or Float16.</param>
    /// <param name="allocator">The accelerator's allocator of page-locked memory; null for the ordinary heap.</param>
    public OutputMemory(TensorElementType type, HeadOutput output, int frames, OrtAllocator? allocator)
    {
        _tensor = new TensorMemory(type, output.Shape, frames, allocator);
        if (type == TensorElementType.Float16) _widened = [.. Enumerable.Range(0, frames).Select(_ => new float[output.Length])];
    }

    /// <inheritdoc cref="TensorMemory.Of"/>
    public OrtValue Of(int frames) => _tensor.Of(frames);

    /// <summary>One frame's part, for whoever stands in for the model.</summary>
    public Span<T> Frame<T>(int frame)
        where T : unmanaged => _tensor.Frame<T>(frame);

    /// <summary>One frame's numbers. Half ones are widened at each call: ask once a run.</summary>
    public ReadOnlySpan<float> Read(int frame)
    {
        if (_widened is null) return _tensor.Frame<float>(frame);
        TensorPrimitives.ConvertToSingle(_tensor.Frame<Half>(frame), _widened[frame]);
        return _widened[frame];
    }

    public void Dispose() => _tensor.Dispose();
}
