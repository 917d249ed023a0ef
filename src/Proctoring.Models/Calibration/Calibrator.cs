using Microsoft.ML.OnnxRuntime;
using Proctoring.Contracts;
using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Quantisation;
using Proctoring.Vision.Decoding;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Running;

namespace Proctoring.Models.Calibration;

/// <summary>Runs a float model on pictures, in colour and in gray, and notes between what values each tensor lies that is to be rounded.</summary>
internal sealed class Calibrator : IDisposable
{
    private readonly ModelInput _input;
    private readonly string[] _tensors;
    private readonly InferenceSession _session;
    private readonly TensorMemory _memory;
    private readonly TensorWriter _writer;
    private readonly Dictionary<string, float[]> _ranges = new(StringComparer.Ordinal);

    /// <param name="model">Float; its inner tensors become outputs.</param>
    public Calibrator(ModelManifest manifest, ModelProto model)
    {
        _input = manifest.Input;
        _tensors = [.. Quantiser.Tensors(model)];
        foreach (var tensor in _tensors.Where(tensor => tensor != _input.Name)) model.Graph.Output.Add(new ValueInfoProto { Name = tensor });
        _session = new InferenceSession(Google.Protobuf.MessageExtensions.ToByteArray(model));
        _memory = new TensorMemory(_input.ElementType, _input.Shape, 1, allocator: null);
        _writer = new TensorWriter(_input);
    }

    /// <summary>Least and most, by tensor.</summary>
    public IReadOnlyDictionary<string, float[]> Ranges => _ranges;

    /// <exception cref="ModelException">It cannot be decoded.</exception>
    public void See(string path)
    {
        var jpeg = File.ReadAllBytes(path);
        if (!JpegHeader.TryRead(jpeg, out var header)) throw new ModelException($"{path} is no JPEG.");
        foreach (var gray in (bool[])[false, true])
        {
            using var pixels = JpegDecoder.Decode(jpeg, header, gray) ?? throw new ModelException($"{path} cannot be decoded.");
            _writer.Write(pixels, _memory.Frame(0));
            Run();
        }
    }

    private void Run()
    {
        using var input = _memory.Of(1);
        using var options = new RunOptions();
        Note(_input.Name, _memory.Frame<float>(0));
        string[] inner = [.. _tensors.Where(tensor => tensor != _input.Name)];
        using var results = _session.Run(options, [_input.Name], [input], inner);
        for (var i = 0; i < inner.Length; i++) Note(inner[i], results[i].GetTensorDataAsSpan<float>());
    }

    private void Note(string tensor, ReadOnlySpan<float> values)
    {
        if (!_ranges.TryGetValue(tensor, out var range)) _ranges[tensor] = range = [float.MaxValue, float.MinValue];
        foreach (var value in values) (range[0], range[1]) = (MathF.Min(range[0], value), MathF.Max(range[1], value));
    }

    public void Dispose()
    {
        _session.Dispose();
        _memory.Dispose();
    }
}
