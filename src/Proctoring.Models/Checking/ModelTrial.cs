using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Models.Checking;

/// <summary>Runs a model on made-up pictures, alone and in company, before anybody relies on it.</summary>
internal static class ModelTrial
{
    private static readonly int[] FreeSizes = [1, 2];

    /// <exception cref="ModelException">The model does not load, or does not take or give what its manifest says.</exception>
    public static void Run(ModelManifest manifest, byte[] model)
    {
        OnnxRuntimeTelemetry.TurnOff();
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            using var session = new InferenceSession(model, options);
            int[] sizes = FixedBatch.Of(new MemoryStream(model), manifest.Input.Name) is { } only ? [only] : FreeSizes;
            ModelTensors.Check($"The model {manifest.Name}", manifest, sizes, session);
            Run(session, manifest, sizes);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"The model {manifest.Name} does not run: {e.Message}", e);
        }
    }

    private static void Run(InferenceSession session, ModelManifest manifest, int[] sizes)
    {
        var reading = new TrialReading(manifest, session);
        using var first = TrialRun.Of(session, manifest, new int[sizes[0]]);
        reading.RequireScores(first[0]);
        foreach (var size in sizes)
        {
            using var equals = TrialRun.Of(session, manifest, new int[size]);
            for (var i = 0; i < size; i++) reading.RequireSame(first[0], equals[i]);
        }
        if (sizes[^1] == 1) return;
        using var company = TrialRun.Of(session, manifest, [0, .. Enumerable.Repeat(1, sizes[^1] - 1)]);
        reading.RequireSame(first[0], company[0]);
    }
}
