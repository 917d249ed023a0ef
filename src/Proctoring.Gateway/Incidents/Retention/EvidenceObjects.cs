using Proctoring.Gateway.Delivery.Stores;

namespace Proctoring.Gateway.Incidents.Retention;

/// <summary>Takes incidents' pictures out of the store.</summary>
internal sealed class EvidenceObjects(IServiceProvider services)
{
    private readonly IObjectStore? _store = services.GetService<IObjectStore>();

    /// <returns>How many objects were deleted.</returns>
    /// <exception cref="Exception">Whatever the store's client throws: what is left can be deleted later.</exception>
    public async ValueTask<int> DeleteAsync(EvidenceIndex? evidence, CancellationToken cancellationToken)
    {
        if (_store is null || evidence is null) return 0;
        var deleted = 0;
        foreach (var name in evidence.ObjectNames())
        {
            await _store.DeleteAsync(name, cancellationToken);
            deleted++;
        }
        return deleted;
    }
}
