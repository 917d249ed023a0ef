using Proctoring.Vision.Running;

namespace Proctoring.Vision.Heads;

/// <summary>What the model gave for one frame of a batch: for each output of the head, in the head's order, that frame's part.</summary>
internal readonly ref struct FrameOutputs(ReadOnlySpan<OutputMemory> outputs, int frame)
{
    private readonly ReadOnlySpan<OutputMemory> _outputs = outputs;

    /// <inheritdoc cref="OutputMemory.Read"/>
    public ReadOnlySpan<float> this[int output] => _outputs[output].Read(frame);
}
