using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Models.Checking;

/// <summary>Runs a model once with one picture and once with two, before anybody relies on it.</summary>
internal static class ModelTrial
{
    /// <exception cref="ModelException">The model does not load, or does not take or give what its manifest says.</exception>
    public static void Run(ModelManifest manifest, byte[] model)
    {
        OnnxRuntimeTelemetry.TurnOff();
        try
        {
            using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
            using var session = new InferenceSession(model, options);
            Require(session.InputNames, manifest.Input.Name, "input", manifest);
            foreach (var output in TrialOutput.Of(manifest)) Require(session.OutputNames, output.Name, "output", manifest);
            var alone = TrialRun.Of(session, manifest, batch: 1);
            var both = TrialRun.Of(session, manifest, batch: 2);
            for (var i = 0; i < alone.Length; i++) TrialOutput.RequireEqualRows(manifest, alone[i], both[i]);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException($"The model {manifest.Name} does not run: {e.Message}", e);
        }
    }

    private static void Require(IReadOnlyList<string> names, string name, string kind, ModelManifest manifest)
    {
        if (!names.Contains(name))
            throw new ModelException($"The model {manifest.Name} has no {kind} '{name}', which its manifest names; it has {string.Join(", ", names)}.");
    }
}
