using k8s;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

internal static class SliceExtensions
{
    /// <summary>Watches endpoint slices where the address of the pods asks for it, with the pod's own account.</summary>
    public static void AddSliceDiscovery(this IServiceCollection services)
    {
        services.AddSingleton<SliceDirectory>();
        services.AddHostedService<SliceDiscovery>();
    }

    /// <summary>Decides when the settings have been checked, not before.</summary>
    private sealed class SliceDiscovery(IOptions<InferenceOptions> options, SliceDirectory directory, TimeProvider time, ILogger<SliceWatch> logger) : IHostedService, IDisposable
    {
        private SliceWatch? _watch;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var addresses = options.Value.Addresses;
            if (!addresses.IsWatched) return Task.CompletedTask;
            if (!KubernetesClientConfiguration.IsInCluster())
                throw new OptionsValidationException("Inference", typeof(InferenceOptions), [$"Inference:Address {options.Value.Address} is watched from inside a cluster with a service account's token, and there is none here."]);
            var configuration = KubernetesClientConfiguration.InClusterConfig();
            var api = new SliceApi(new k8s.Kubernetes(configuration), addresses.NameSpace ?? configuration.Namespace, addresses.Name!);
            _watch = new SliceWatch(api, directory, time, logger);
            return _watch.StartAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => _watch?.StopAsync(cancellationToken) ?? Task.CompletedTask;

        public void Dispose() => _watch?.Dispose();
    }
}
