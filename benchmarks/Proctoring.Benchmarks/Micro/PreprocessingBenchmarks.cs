using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime.Tensors;
using OpenCvSharp;
using Proctoring.Testing;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Preprocessing;
using Proctoring.Vision.Running;

namespace Proctoring.Benchmarks.Micro;

/// <summary>The hand-vectorised loops beside their plain forms: <c>dotnet run -c Release --project benchmarks/Proctoring.Benchmarks -- micro --filter '*'</c>.</summary>
[MemoryDiagnoser]
public class PreprocessingBenchmarks : IDisposable
{
    private readonly byte[] _upper = new byte[640];
    private readonly byte[] _lower = new byte[640];
    private readonly float[] _row = new float[640];
    private byte[] _tensor = [];
    private Mat _gray = null!;
    private TensorWriter _writer = null!;
    private IDetectionHead _head = null!;
    private OutputMemory[] _outputs = [];
    private readonly List<Candidate> _found = [];

    [GlobalSetup]
    public void SetUp()
    {
        var manifest = ModelManifest.Load(Repository.Model);
        new Random(1).NextBytes(_upper);
        new Random(2).NextBytes(_lower);
        _tensor = new byte[sizeof(float) * 3 * manifest.Input.Width * manifest.Input.Height];
        _gray = Cv2.ImDecode(Scene.Jpeg(), ImreadModes.Grayscale);
        _writer = new TensorWriter(manifest.Input);
        _head = DetectionHead.Of(manifest);
        _outputs = [.. _head.Outputs.Select(output => new OutputMemory(TensorElementType.Float, output, frames: 1, allocator: null))];
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _gray?.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void RowBlend_Plain()
    {
        for (var i = 0; i < _row.Length; i++) _row[i] = _upper[i] + 0.3f * (_lower[i] - _upper[i]);
    }

    [Benchmark]
    public void RowBlend_Vectorised() => RowBlend.Blend(_upper, _lower, 0.3f, _row);

    [Benchmark]
    public void TensorWriter_Gray640x480() => _writer.Write(_gray, _tensor);

    [Benchmark]
    public void Head_NothingSeen()
    {
        _found.Clear();
        _head.Read(new FrameOutputs(_outputs, 0), 0.35f, _found);
    }
}
