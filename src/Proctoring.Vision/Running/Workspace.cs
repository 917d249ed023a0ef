using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Running;

/// <summary>Everything one batch in work needs: tensors for as many frames as it may have, bound once for each batch size. One batch at a time.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly ModelSessions _sessions;
    private readonly IReadOnlyList<int> _batchSizes;
    private readonly TensorMemory _input;
    private readonly OutputMemory[] _outputs;
    private readonly string _inputName;
    private readonly OrtValue[] _inputs;
    private readonly OrtIoBinding[] _lone;
    private readonly OrtIoBinding[] _crowd;
    private readonly RunOptions _runOptions = new();
    private readonly List<OrtValue> _values = [];

    /// <param name="batchSizes">Ascending; a batch runs as the smallest that holds it.</param>
    public Workspace(ModelSessions sessions, ModelManifest manifest, IReadOnlyList<int> batchSizes)
    {
        (_sessions, _batchSizes) = (sessions, batchSizes);
        Frames = [.. Enumerable.Range(0, batchSizes[^1]).Select(_ => new FrameWork(manifest))];
        var input = manifest.Input;
        _inputName = input.Name;
        _input = new TensorMemory(input.ElementType, input.Shape, Frames.Length, sessions.PageLocked);
        _outputs = [.. Frames[0].Head.Outputs.Select(output => new OutputMemory(sessions.OutputType(output.Name), output, Frames.Length, sessions.PageLocked))];
        _inputs = [.. batchSizes.Select(size => Keep(_input.Of(size)))];
        _crowd = [.. batchSizes.Select(size => Bind(sessions.Crowd, size))];
        _lone = sessions.Lone == sessions.Crowd ? _crowd : [.. batchSizes.Select(size => Bind(sessions.Lone, size))];
    }

    /// <summary>A place for each frame of the largest batch.</summary>
    public FrameWork[] Frames { get; }

    /// <summary>The model's input for one frame, in the manifest's layout and type.</summary>
    public Span<byte> Input(int frame) => _input.Frame(frame);

    /// <summary>What the model gave for one frame.</summary>
    public FrameOutputs Outputs(int frame) => new(_outputs, frame);

    /// <summary>Runs the model on the first <paramref name="frames"/> inputs. What fills the batch up is run too and means nothing.</summary>
    public void Run(int frames, bool alone)
    {
        var size = 0;
        while (_batchSizes[size] < frames) size++;
        var (session, binding) = alone ? (_sessions.Lone, _lone[size]) : (_sessions.Crowd, _crowd[size]);
        // Anew for each run: where the provider has memory of its own, this is what copies the pictures there.
        binding.BindInput(_inputName, _inputs[size]);
        session.RunWithBinding(_runOptions, binding);
    }

    private OrtIoBinding Bind(InferenceSession session, int frames)
    {
        var binding = session.CreateIoBinding();
        for (var i = 0; i < _outputs.Length; i++) binding.BindOutput(Frames[0].Head.Outputs[i].Name, Keep(_outputs[i].Of(frames)));
        return binding;
    }

    private OrtValue Keep(OrtValue value)
    {
        _values.Add(value);
        return value;
    }

    public void Dispose()
    {
        foreach (var binding in _lone.Union(_crowd)) binding.Dispose();
        _runOptions.Dispose();
        foreach (var value in _values) value.Dispose();
        foreach (var output in _outputs) output.Dispose();
        _input.Dispose();
    }
}
