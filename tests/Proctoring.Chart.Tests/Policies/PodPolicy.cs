using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Policies;

/// <summary>What every pod here keeps to: the restricted Pod Security standard and rules of our own. Each method yields complaints.</summary>
internal static class PodPolicy
{
    private static readonly string[] AllowedVolumes = ["configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    public static IEnumerable<string> ComplaintsAbout(Manifest manifest)
    {
        if (manifest.PodSpec is not { } pod) return [];
        return PodComplaints(pod).Concat(manifest.Containers.SelectMany(container => ContainerComplaints(manifest, pod, container))).Select(complaint => $"{manifest.Id}: {complaint}");
    }

    private static IEnumerable<string> PodComplaints(JsonObject pod)
    {
        foreach (var name in (string[])["hostNetwork", "hostPID", "hostIPC"])
        {
            if (pod[name] is not null) yield return $"{name} is set";
        }
        if (!Is(pod["securityContext"]?["runAsNonRoot"], true)) yield return "may run as root";
        if (pod["securityContext"]?["runAsUser"]?.GetValue<long>() is null or 0) yield return "names no user";
        if (pod["securityContext"]?["seccompProfile"]?["type"]?.GetValue<string>() != "RuntimeDefault") yield return "has no seccomp profile";
        if (pod["automountServiceAccountToken"] is null) yield return "does not say whether it has a token";
        if (!Is(pod["enableServiceLinks"], false)) yield return "gets the addresses of every service";
        foreach (var volume in pod["volumes"]?.AsArray() ?? [])
        {
            var kind = volume!.AsObject().Select(entry => entry.Key).Single(key => key != "name");
            if (!AllowedVolumes.Contains(kind)) yield return $"has a volume of kind {kind}";
            if (kind == "emptyDir" && volume["emptyDir"]!["sizeLimit"] is null) yield return $"emptyDir {volume["name"]} has no limit";
        }
    }

    private static IEnumerable<string> ContainerComplaints(Manifest manifest, JsonObject pod, JsonObject container)
    {
        var name = container["name"]!.GetValue<string>();
        var security = container["securityContext"];
        if (!Is(security?["allowPrivilegeEscalation"], false)) yield return $"{name} may gain privileges";
        if (!Is(security?["readOnlyRootFilesystem"], true)) yield return $"{name} can write its root";
        if (security?["capabilities"]?["drop"]?.AsArray().Select(item => item!.GetValue<string>()).SequenceEqual(["ALL"]) != true) yield return $"{name} keeps capabilities";
        if (security?["capabilities"]?["add"] is not null) yield return $"{name} adds capabilities";

        var resources = container["resources"];
        if (resources?["limits"]?["memory"] is null) yield return $"{name} has no memory limit";
        if (resources?["requests"]?["cpu"] is null || resources["requests"]?["memory"] is null) yield return $"{name} asks for no resources";

        var image = container["image"]!.GetValue<string>();
        var tag = image.Split('@')[0].Split('/')[^1].Split(':').ElementAtOrDefault(1);
        if (tag is null or "latest") yield return $"{name} has image {image}, whose tag says nothing";

        if (manifest.Kind != "Deployment" || pod["initContainers"]?.AsArray().Contains(container) == true) yield break;
        foreach (var probe in (string[])["startupProbe", "readinessProbe", "livenessProbe"])
        {
            if (container[probe] is null) yield return $"{name} has no {probe}";
        }
    }

    private static bool Is(JsonNode? node, bool value) => node is JsonValue && node.GetValue<bool>() == value;
}
