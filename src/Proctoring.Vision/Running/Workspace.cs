using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;

namespace Proctoring.Vision.Running;

/// <summary>Everything one frame in work needs: input and output tensors, bound once to both sessions, and scratch lists. One frame at a time.</summary>
internal sealed class Workspace : IDisposable
{
    private readonly ModelSessions _sessions;
    private readonly OrtIoBinding _lone;
    private readonly OrtIoBinding _crowd;
    private readonly RunOptions _runOptions = new();
    private readonly List<OrtValue> _values = [];

    public Workspace(ModelSessions sessions, ModelManifest manifest)
    {
        _sessions = sessions;
        var input = manifest.Input;
        Input = GC.AllocateArray<float>(3 * input.Height * input.Width, pinned: true);
        Outputs = new float[2 * manifest.Head.Levels.Count][];
        Writer = new TensorWriter(input);
        Head = new NanoDetHead(manifest);
        _lone = sessions.Lone.CreateIoBinding();
        _crowd = sessions.Crowd.CreateIoBinding();
        Bind(manifest);
    }

    /// <summary>1 × 3 × height × width.</summary>
    public float[] Input { get; }

    /// <summary>Scores and boxes of each level.</summary>
    public float[][] Outputs { get; }

    public TensorWriter Writer { get; }

    public NanoDetHead Head { get; }

    public List<Candidate> Candidates { get; } = [];

    /// <summary>Runs the model from <see cref="Input"/> to <see cref="Outputs"/>.</summary>
    public void Run(bool alone)
    {
        if (alone) _sessions.Lone.RunWithBinding(_runOptions, _lone);
        else _sessions.Crowd.RunWithBinding(_runOptions, _crowd);
    }

    private void Bind(ModelManifest manifest)
    {
        var input = manifest.Input;
        BindBoth(input.Name, Input, [1, 3, input.Height, input.Width], isInput: true);
        for (var i = 0; i < manifest.Head.Levels.Count; i++)
        {
            var level = manifest.Head.Levels[i];
            var cells = level.Cells(input);
            Outputs[2 * i] = BindOutput(level.Scores, cells, manifest.Classes.Count);
            Outputs[2 * i + 1] = BindOutput(level.Boxes, cells, 4 * manifest.Head.Bins);
        }
    }

    private float[] BindOutput(string name, int cells, int width)
    {
        var data = GC.AllocateArray<float>(cells * width, pinned: true);
        BindBoth(name, data, [1, cells, width], isInput: false);
        return data;
    }

    private void BindBoth(string name, float[] data, long[] shape, bool isInput)
    {
        var value = OrtValue.CreateTensorValueFromMemory(data, shape);
        _values.Add(value);
        foreach (var binding in (ReadOnlySpan<OrtIoBinding>)[_lone, _crowd])
        {
            if (isInput) binding.BindInput(name, value);
            else binding.BindOutput(name, value);
        }
    }

    public void Dispose()
    {
        _lone.Dispose();
        _crowd.Dispose();
        _runOptions.Dispose();
        foreach (var value in _values) value.Dispose();
    }
}
