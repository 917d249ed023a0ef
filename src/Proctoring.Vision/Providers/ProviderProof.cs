using System.Text.Json;
using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Vision.Providers;

/// <summary>
/// What really ran, from ONNX Runtime's own profile of a run: a session that lists a provider may still have given every node
/// to another one.
/// </summary>
/// <param name="NodeShare">Share (0–1) of the nodes that ran on the provider.</param>
/// <param name="TimeShare">Share (0–1) of the time.</param>
internal readonly record struct ProviderProof(double NodeShare, double TimeShare)
{
    /// <summary>Runs a session that is being profiled once, and ends the profile. Also its first warm-up.</summary>
    public static ProviderProof Of(InferenceSession session, SessionProfile profile, IExecutionProvider provider, ModelInput input, int batch)
    {
        RunOnce(session, input, batch);
        return Read(profile.End(), provider.RuntimeName);
    }

    /// <summary>Reads a profile: an array of events, of which those of category <c>Node</c> name the provider that ran the node.</summary>
    internal static ProviderProof Read(string profile, string runtimeName)
    {
        using var stream = File.OpenRead(profile);
        using var events = JsonDocument.Parse(stream);
        var (nodes, time, allNodes, allTime) = (0, 0.0, 0, 0.0);
        foreach (var e in events.RootElement.EnumerateArray())
        {
            if (!IsNode(e, out var name)) continue;
            var duration = e.GetProperty("dur").GetDouble();
            (allNodes, allTime) = (allNodes + 1, allTime + duration);
            if (name == runtimeName) (nodes, time) = (nodes + 1, time + duration);
        }
        return allNodes == 0 ? default : new ProviderProof(nodes / (double)allNodes, allTime > 0 ? time / allTime : nodes / (double)allNodes);
    }

    private static bool IsNode(JsonElement e, out string? provider)
    {
        provider = null;
        if (!e.TryGetProperty("cat", out var category) || category.GetString() != "Node") return false;
        if (!e.TryGetProperty("args", out var arguments) || !arguments.TryGetProperty("provider", out var name)) return false;
        provider = name.GetString();
        return !string.IsNullOrEmpty(provider);
    }

    private static void RunOnce(InferenceSession session, ModelInput input, int batch)
    {
        using var zeros = new TensorMemory(input.ElementType, input.Shape, batch, allocator: null);
        using var value = zeros.Of(batch);
        using var options = new RunOptions();
        using var results = session.Run(options, [input.Name], [value], session.OutputNames);
    }
}
