using System.Runtime.CompilerServices;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Proctoring.Gateway.Delivery.Addresses;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>A container of Azure Blob Storage, and addresses into it: shared access signatures that read one blob.</summary>
internal sealed class AzureStore : IObjectStore, IAddresses, IDisposable
{
    private readonly BlobServiceClient _service;
    private readonly BlobContainerClient _container;
    private readonly DelegationKey _delegation;
    private readonly SasProtocol _protocol;

    public AzureStore(DeliveryOptions options, TimeProvider time)
    {
        var azure = options.Azure;
        var client = new BlobClientOptions();
        client.Retry.MaxRetries = 0; // whoever uploads knows how long it is worth it
        client.Retry.NetworkTimeout = options.ClientTimeout;
        _service = azure.Service.Length > 0
            ? new BlobServiceClient(new Uri(azure.Service), Credential(), client)
            : new BlobServiceClient(azure.ReadConnectionString(), client);
        _container = _service.GetBlobContainerClient(azure.Container);
        _delegation = new DelegationKey(_service, time);
        _protocol = _service.Uri.Scheme == Uri.UriSchemeHttps ? SasProtocol.Https : SasProtocol.HttpsAndHttp;
    }

    public string Origin => _container.Uri.GetLeftPart(UriPartial.Authority);

    public async Task PutAsync(string name, ReadOnlyMemory<byte> content, ObjectHeaders headers, CancellationToken cancellationToken)
    {
        var http = new BlobHttpHeaders { ContentType = headers.ContentType, CacheControl = headers.CacheControl };
        await _container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { HttpHeaders = http }, cancellationToken);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var blob in _container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken))
        {
            if (blob.Properties.LastModified < before) yield return blob.Name;
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => _container.GetBlobClient(name).DeleteIfExistsAsync(cancellationToken: cancellationToken);

    public async ValueTask<string> SignAsync(string name, DateTimeOffset expires, CancellationToken cancellationToken)
    {
        var blob = _container.GetBlobClient(name);
        var signature = new BlobSasBuilder(BlobSasPermissions.Read, expires) { BlobContainerName = _container.Name, BlobName = name, Resource = "b", Protocol = _protocol };
        if (blob.CanGenerateSasUri) return blob.GenerateSasUri(signature).AbsoluteUri;
        var key = await _delegation.GetAsync(expires, cancellationToken);
        return new BlobUriBuilder(blob.Uri) { Sas = signature.ToSasQueryParameters(key, _service.AccountName) }.ToUri().AbsoluteUri;
    }

    public void Dispose() => _delegation.Dispose();

    // Those that work unattended.
    private static ChainedTokenCredential Credential() =>
        new(new EnvironmentCredential(), new WorkloadIdentityCredential(), new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned));
}
