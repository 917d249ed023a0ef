using System.Text.Json.Nodes;
using Proctoring.Chart.Tests.Rendering;

namespace Proctoring.Chart.Tests.Podman;

/// <summary>A rendered pod of one container as arguments of <c>podman run</c>: what the kubelet would make of it.</summary>
internal static class PodSpecs
{
    public static string[] ArgumentsFor(Manifest manifest)
    {
        var (pod, container) = (manifest.PodSpec!, manifest.Containers.Single());
        var user = pod["securityContext"]!["runAsUser"]!.GetValue<long>();
        return
        [
            "--user", $"{user}:{pod["securityContext"]!["runAsGroup"]!.GetValue<long>()}",
            .. If(container["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>(), "--read-only", "--read-only-tmpfs=false"),
            .. container["securityContext"]!["capabilities"]!["drop"]!.AsArray().Select(capability => $"--cap-drop={capability}"),
            .. If(!container["securityContext"]!["allowPrivilegeEscalation"]!.GetValue<bool>(), "--security-opt=no-new-privileges"),
            "--memory", Bytes(container["resources"]!["limits"]!["memory"]!.GetValue<string>()),
            "--cpus", container["resources"]!["limits"]!["cpu"]!.GetValue<string>(),
            .. (container["env"]?.AsArray() ?? []).SelectMany(variable => (string[])["--env", $"{variable!["name"]}={variable["value"]}"]),
            .. (container["volumeMounts"]?.AsArray() ?? []).SelectMany(mount => (string[])["--tmpfs", Tmpfs(pod, mount!)]),
            .. container["command"] is { } command ? ["--entrypoint", command.AsArray().Single()!.GetValue<string>()] : (string[])[],
            container["image"]!.GetValue<string>(),
            .. (container["args"]?.AsArray() ?? []).Select(argument => argument!.GetValue<string>()),
        ];
    }

    /// <summary>The number of a container's port.</summary>
    public static int PortOf(Manifest manifest, string name) =>
        (int)manifest.Containers.Single()["ports"]!.AsArray().Single(port => port!["name"]!.GetValue<string>() == name)!["containerPort"]!.GetValue<long>();

    public static TimeSpan PreStopOf(Manifest manifest) => TimeSpan.FromSeconds(manifest.Containers.Single()["lifecycle"]?["preStop"]?["sleep"]?["seconds"]?.GetValue<long>() ?? 0);

    public static long GraceOf(Manifest manifest) => manifest.PodSpec!["terminationGracePeriodSeconds"]?.GetValue<long>() ?? 30;

    private static string Tmpfs(JsonObject pod, JsonNode mount)
    {
        var volume = pod["volumes"]!.AsArray().Single(volume => volume!["name"]!.GetValue<string>() == mount["name"]!.GetValue<string>())!;
        return $"{mount["mountPath"]}:rw,mode=1777,size={Bytes(volume["emptyDir"]!["sizeLimit"]!.GetValue<string>())}";
    }

    private static string Bytes(string quantity) => quantity.Replace("Ki", "k").Replace("Mi", "m").Replace("Gi", "g");

    private static string[] If(bool condition, params string[] arguments) => condition ? arguments : [];
}
