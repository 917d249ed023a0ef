using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests;

/// <summary>What belongs together is together: selectors, ports, secrets, and the arrows of the design and no others.</summary>
public sealed class WiringTests
{
    public static TheoryData<string> Cases => HelmChart.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Selectors_EveryCase_FindPods(string name)
    {
        var objects = await HelmChart.RenderAsync(name);
        var pods = objects.Where(manifest => manifest.PodSpec is not null).Select(manifest => manifest.PodLabels).ToList();
        foreach (var manifest in objects)
        {
            var selector = manifest.Kind switch
            {
                "Service" => manifest.At("spec", "selector"),
                "Deployment" or "PodDisruptionBudget" => manifest.At("spec", "selector", "matchLabels"),
                "PodMonitor" => manifest.At("spec", "selector", "matchLabels"),
                "NetworkPolicy" => manifest.At("spec", "podSelector", "matchLabels"),
                _ => null,
            };
            if (selector is not null) Assert.True(pods.Exists(labels => Fits(selector.AsObject(), labels)), $"{manifest.Id} selects no pod.");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Volumes_EveryCase_AreMountedAndThere(string name)
    {
        foreach (var manifest in (await HelmChart.RenderAsync(name)).Where(manifest => manifest.PodSpec is not null))
        {
            var volumes = (manifest.PodSpec!["volumes"]?.AsArray() ?? []).Select(volume => volume!["name"]!.GetValue<string>()).ToList();
            var mounts = manifest.Containers.SelectMany(container => container["volumeMounts"]?.AsArray() ?? []).Select(mount => mount!["name"]!.GetValue<string>()).ToHashSet();
            Assert.Equal(volumes.Order(), mounts.Order());
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Files_EveryCase_LieInMountedSecrets(string name)
    {
        foreach (var container in (await HelmChart.RenderAsync(name)).Where(manifest => manifest.Kind == "Deployment").SelectMany(manifest => manifest.Containers))
        {
            var mounts = (container["volumeMounts"]?.AsArray() ?? []).Select(mount => mount!["mountPath"]!.GetValue<string>()).ToList();
            foreach (var variable in container["env"]?.AsArray() ?? [])
            {
                if (variable!["value"]?.GetValue<string>() is { } value && value.StartsWith("/etc/proctoring/", StringComparison.Ordinal)) Assert.Contains(Path.GetDirectoryName(value)!, mounts);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task ManagementPort_EveryCase_IsNotReachedThroughTheEdge(string name)
    {
        var objects = await HelmChart.RenderAsync(name);
        var routed = objects.Where(manifest => manifest.Kind is "Ingress" or "HTTPRoute").SelectMany(manifest => Strings(manifest.Json)).ToHashSet();
        foreach (var service in objects.Where(manifest => manifest.Kind == "Service" && routed.Contains(manifest.Name)))
        {
            Assert.Equal(["http"], service.Json["spec"]!["ports"]!.AsArray().Select(port => port!["targetPort"]!.GetValue<string>()));
        }
    }

    [Theory]
    [InlineData("gateway", "53 8001 26379 6379 443 6443", "http management")]
    [InlineData("inference", "", "grpc management")]
    [InlineData("test", "53 8000", "")]
    [InlineData("exam", "53 443 6443", "")]
    public async Task NetworkPolicies_Everything_AreTheArrowsOfTheDesign(string component, string egress, string ingress)
    {
        var policy = (await HelmChart.RenderAsync("keda")).Single(manifest => manifest.Id == $"NetworkPolicy/proctoring-{component}").Json["spec"]!;
        Assert.Equal(Words(egress), Ports(policy["egress"]));
        Assert.Equal(Words(ingress), Ports(policy["ingress"]));
        Assert.All(policy["egress"]?.AsArray() ?? [], arrow => Assert.NotNull(arrow!["to"]));
    }

    [Theory]
    [InlineData("gateway", "53 8001 6379 4318")]
    [InlineData("inference", "53 4318")]
    public async Task NetworkPolicies_WithTraces_HaveTheArrowToTheCollector(string component, string egress)
    {
        var policy = (await HelmChart.RenderAsync("nvidia")).Single(manifest => manifest.Id == $"NetworkPolicy/proctoring-{component}").Json["spec"]!;
        Assert.Equal(Words(egress), Ports(policy["egress"]));
        Assert.NotNull(policy["egress"]!.AsArray()[^1]!["to"]);
    }

    [Fact]
    public async Task Pods_StopInTime_GraceCoversWhatComesBeforeTheEnd()
    {
        foreach (var manifest in (await HelmChart.RenderAsync("minimal")).Where(manifest => manifest.Id.Contains("gateway") || manifest.Id.Contains("inference")))
        {
            if (manifest.Kind != "Deployment") continue;
            var container = manifest.Containers.Single();
            var sleep = container["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!.GetValue<long>();
            var drain = int.Parse(container["env"]!.AsArray().Single(entry => entry!["name"]!.GetValue<string>() == "DOTNET_shutdownTimeoutSeconds")!["value"]!.GetValue<string>());
            Assert.True(manifest.PodSpec!["terminationGracePeriodSeconds"]!.GetValue<long>() > sleep + drain);
        }
    }

    [Theory]
    [InlineData("trial", "Not for exams")]
    [InlineData("trial", "without TLS")]
    [InlineData("off", "nothing yet")]
    [InlineData("ingress-nginx", "ingress-nginx has been retired")]
    [InlineData("minimal", "https://exam.example.org/")]
    [InlineData("minimal", "helm -n exams test proctoring")]
    [InlineData("keda", "Exam finals: 5000 candidates")]
    public async Task Notes_EachCase_SayWhatMatters(string name, string words) => Assert.Contains(words, await Notes.OfAsync(name));

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Ports(JsonNode? arrows) =>
        [.. (arrows?.AsArray() ?? []).SelectMany(arrow => arrow!["ports"]!.AsArray()).Select(port => port!["port"]!.ToString()).Distinct()];

    private static bool Fits(JsonObject selector, JsonObject labels) => selector.All(entry => JsonNode.DeepEquals(entry.Value, labels[entry.Key]));

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => Strings(entry.Value)),
        JsonArray list => list.SelectMany(Strings),
        JsonValue value when value.TryGetValue(out string? text) => [text],
        _ => [],
    };
}
