namespace Proctoring.Vision.Heads;

/// <summary>What the model gave for one frame of a batch: for each output of the head, in the head's order, that frame's part.</summary>
internal readonly ref struct FrameOutputs(ReadOnlySpan<Running.TensorMemory> outputs, int frame)
{
    private readonly ReadOnlySpan<Running.TensorMemory> _outputs = outputs;

    public ReadOnlySpan<float> this[int output] => _outputs[output].Frame(frame);
}
