using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Running;

/// <summary>
/// Two ONNX Runtime sessions of one model: <see cref="Lone"/> spreads a frame over every core, <see cref="Crowd"/> gives each
/// of several frames one. A session's thread count cannot change between runs, and a lone frame on one core takes about
/// twice as long, while concurrent frames on all cores lose about a tenth of the throughput to each other.
/// </summary>
internal sealed class ModelSessions : IDisposable
{
    public ModelSessions(ModelFile file, int cores)
    {
        Crowd = Open(file, threads: 1);
        ModelTensors.Check(file, Crowd);
        Lone = cores == 1 ? Crowd : Open(file, cores);
    }

    public InferenceSession Lone { get; }

    public InferenceSession Crowd { get; }

    private static InferenceSession Open(ModelFile file, int threads)
    {
        using var options = new SessionOptions();
        options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
        options.IntraOpNumThreads = threads;
        options.InterOpNumThreads = 1;
        options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        // A lone frame's threads spin between operators: waking them for each of a hundred costs a tenth of the frame. They must
        // not go on after the run, when the cores are for decoders and other sessions.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", threads > 1 ? "1" : "0");
        options.AddSessionConfigEntry("session.force_spinning_stop", "1");
        try
        {
            return new InferenceSession(file.Path, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"ONNX Runtime cannot load {file.Path}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        Crowd.Dispose();
        if (Lone != Crowd) Lone.Dispose();
    }
}
