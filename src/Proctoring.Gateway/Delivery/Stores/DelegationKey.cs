using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>The key that an identity without an account key signs with. Valid for hours, so it is fetched seldom.</summary>
internal sealed class DelegationKey(BlobServiceClient service, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(6);

    private readonly SemaphoreSlim _fetching = new(1);
    private volatile UserDelegationKey? _key;

    /// <param name="until">Valid beyond this at least.</param>
    public async ValueTask<UserDelegationKey> GetAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (_key is { } key && key.SignedExpiresOn > until) return key;
        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (_key is { } other && other.SignedExpiresOn > until) return other;
            return _key = await service.GetUserDelegationKeyAsync(new BlobGetUserDelegationKeyOptions(time.GetUtcNow() + Lifetime), cancellationToken);
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose() => _fetching.Dispose();
}
