using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Benchmarks.Peers;

/// <summary>The peer of every throughput row: ONNX Runtime's <c>Run</c> on a ready tensor, and nothing else.</summary>
internal sealed class OnnxRuntimeAlone : IDisposable
{
    /// <summary>Callers × intra-op threads that were ever the best on small machines.</summary>
    public static IReadOnlyList<(int Callers, int Threads)> Shapes { get; } = [(1, 0), (2, 1), (4, 1), (4, 2)];

    private readonly ModelManifest _manifest;
    private readonly InferenceSession _session;

    public OnnxRuntimeAlone(ModelFile file, int threads)
    {
        _manifest = file.Manifest;
        OnnxRuntimeTelemetry.TurnOff();
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        _session = new InferenceSession(file.Path, options);
    }

    /// <summary>Frames a second of <paramref name="callers"/> threads that call without a pause.</summary>
    public double Throughput(int callers, TimeSpan duration)
    {
        var runs = 0;
        var clock = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, callers).Select(_ => new Thread(() =>
        {
            using var binding = Bind();
            using var options = new RunOptions();
            while (clock.Elapsed < duration)
            {
                _session.RunWithBinding(options, binding);
                Interlocked.Increment(ref runs);
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        return runs / clock.Elapsed.TotalSeconds;
    }

    private OrtIoBinding Bind()
    {
        var input = _manifest.Input;
        var data = GC.AllocateArray<float>(3 * input.Height * input.Width, pinned: true);
        var random = new Random(1);
        for (var i = 0; i < data.Length; i++) data[i] = (float)(random.NextDouble() * 4 - 2);
        var binding = _session.CreateIoBinding();
        binding.BindInput(input.Name, OrtValue.CreateTensorValueFromMemory(data, [1, 3, input.Height, input.Width]));
        foreach (var output in _session.OutputNames) binding.BindOutputToDevice(output, OrtMemoryInfo.DefaultInstance);
        return binding;
    }

    public void Dispose() => _session.Dispose();
}
