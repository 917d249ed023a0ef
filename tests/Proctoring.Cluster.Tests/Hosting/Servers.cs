using Proctoring.Testing;

namespace Proctoring.Cluster.Tests.Hosting;

/// <summary>The real servers, each in its own process.</summary>
internal static class Servers
{
    /// <summary>An inference pod with the default model, warm.</summary>
    public static Task<ServerProcess> PodAsync(params string[] settings) => ServerProcess.StartAsync("Proctoring.Inference", settings);

    /// <summary>A gateway in front of pods, ready.</summary>
    public static Task<ServerProcess> GatewayAsync(IEnumerable<ServerProcess> pods, params string[] settings) =>
        ServerProcess.StartAsync("Proctoring.Gateway", [$"--Inference:Address={string.Join(',', pods.Select(pod => pod.Grpc.GetLeftPart(UriPartial.Authority)))}", .. settings]);

    /// <summary>The pod again, on the port that gateways know.</summary>
    public static Task<ServerProcess> AgainAsync(this ServerProcess pod) => PodAsync($"--Server:GrpcPort={pod.Grpc.Port}");
}
