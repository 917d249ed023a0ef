using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Proctoring.Chart.Tests.Rendering;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests.CustomResources;

/// <summary>Checks objects whose types are not Kubernetes' own.</summary>
internal static class ResourceSchemas
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "Proctoring.Chart.Tests", "CustomResources", "check.mjs");

    /// <summary>A complaint for each thing that is wrong.</summary>
    public static async Task<IReadOnlyList<string>> ComplaintsAboutAsync(IEnumerable<Manifest> objects)
    {
        var (nginx, others) = (new List<string>(), new JsonArray());
        foreach (var manifest in objects)
        {
            if (manifest.Kind != "ProxySettingsPolicy") others.Add(manifest.Json.DeepClone());
            else if (ProxySettingsPolicy.ProblemOf(manifest) is { } problem) nginx.Add(problem);
        }
        return others.Count == 0 ? nginx : [.. nginx, .. await CheckAsync(others.ToJsonString())];
    }

    private static async Task<string[]> CheckAsync(string json)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Tool.Folder,
        })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(json);
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await error);
        return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

/// <summary>
/// NGINX Gateway Fabric's, of which there is no package: the part that the chart uses, from its API reference
/// (https://docs.nginx.com/nginx-gateway-fabric/reference/api/).
/// </summary>
internal sealed record ProxySettingsPolicy(string ApiVersion, string Kind, JsonObject Metadata, ProxySettingsPolicy.Settings Spec)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
    };

    public static string? ProblemOf(Manifest manifest)
    {
        if (manifest.ApiVersion != "gateway.nginx.org/v1alpha1") return $"{manifest.Id}: {manifest.ApiVersion}";
        try
        {
            manifest.Json.Deserialize<ProxySettingsPolicy>(Strict);
            return null;
        }
        catch (JsonException e)
        {
            return $"{manifest.Id}: {e.Message}";
        }
    }

    internal sealed record Settings(IReadOnlyList<Target> TargetRefs, Times? Timeout = null);

    internal sealed record Target(string Group, string Kind, string Name);

    internal sealed record Times(string? Connect = null, string? Read = null, string? Send = null);
}
