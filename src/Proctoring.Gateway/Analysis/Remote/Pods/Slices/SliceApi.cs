using k8s;
using k8s.Models;

namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>Asks the API server for a service's endpoint slices.</summary>
internal sealed class SliceApi(IKubernetes client, string nameSpace, string service) : IDisposable
{
    private const int PageSize = 100;

    private readonly string _selector = $"kubernetes.io/service-name={service}";

    /// <summary>All of them, page by page.</summary>
    public async Task<SliceSet> ListAsync(CancellationToken cancellationToken)
    {
        var slices = new List<V1EndpointSlice>();
        string? next = null;
        while (true)
        {
            var page = await client.DiscoveryV1.ListNamespacedEndpointSliceAsync(
                nameSpace, labelSelector: _selector, limit: PageSize, continueParameter: next, cancellationToken: cancellationToken);
            slices.AddRange(page.Items);
            next = page.Metadata.ContinueProperty;
            if (string.IsNullOrEmpty(next)) return SliceSet.Of(slices, page.Metadata.ResourceVersion);
        }
    }

    /// <summary>What changes from then on, bookmarks included, until the server ends it.</summary>
    /// <param name="onError">Told what the server says in place of an event; the client alone would read on.</param>
    public IAsyncEnumerable<(WatchEventType Type, V1EndpointSlice Slice)> WatchAsync(string version, TimeSpan time, Action<Exception> onError, CancellationToken cancellationToken) =>
        client.DiscoveryV1.WatchListNamespacedEndpointSliceAsync(
            nameSpace, allowWatchBookmarks: true, labelSelector: _selector, resourceVersion: version, timeoutSeconds: (int)time.TotalSeconds, onError: onError, cancellationToken: cancellationToken);

    public void Dispose() => client.Dispose();
}
