using Grpc.Core;
using Grpc.Net.Client.Balancer;

namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>Tells the channel of the pods that <see cref="SliceWatch"/> sees. There is nothing to look up again: what changes is told.</summary>
internal sealed class SlicePodResolver(SliceDirectory directory, int port, string zone) : Resolver
{
    public override void Start(Action<ResolverResult> listener) => directory.Listen((pods, problem) => listener(pods is null
        ? ResolverResult.ForFailure(new Status(StatusCode.Unavailable, $"The endpoint slices of the inference pods are not known: {problem}"))
        : ResolverResult.ForResult(NearPods.Addresses(pods, port, zone))));

    protected override void Dispose(bool disposing)
    {
        directory.Listen(null);
        base.Dispose(disposing);
    }
}

internal sealed class SlicePodResolverFactory(SliceDirectory directory, int port, string zone) : ResolverFactory
{
    public override string Name => PodAddresses.SliceScheme;

    public override Resolver Create(ResolverOptions options) => new SlicePodResolver(directory, port, zone);
}
