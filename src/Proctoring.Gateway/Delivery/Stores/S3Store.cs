using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Proctoring.Gateway.Delivery.Addresses;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>A bucket of S3, and addresses into it: presigned requests for one object.</summary>
internal sealed class S3Store : IObjectStore, IAddresses, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly S3Options _options;
    private readonly Protocol _protocol;

    public S3Store(DeliveryOptions options)
    {
        _options = options.S3;
        var config = new AmazonS3Config
        {
            MaxErrorRetry = 0, // whoever uploads knows how long it is worth it
            Timeout = options.ClientTimeout,
            ForcePathStyle = _options.PathStyle,
            // Newer checksums travel as trailers, which servers that are not Amazon's do not understand.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (_options.Service.Length == 0) config.RegionEndpoint = RegionEndpoint.GetBySystemName(_options.Region);
        else (config.ServiceURL, config.AuthenticationRegion) = (_options.Service, _options.Region);
        _client = new AmazonS3Client(config);
        _protocol = _options.Service.StartsWith("http:", StringComparison.OrdinalIgnoreCase) ? Protocol.HTTP : Protocol.HTTPS;
        Origin = new Uri(_client.DetermineServiceOperationEndpoint(new GetObjectRequest { BucketName = _options.Bucket, Key = ObjectName.Pictures }).URL).GetLeftPart(UriPartial.Authority);
    }

    public string Origin { get; }

    public async Task PutAsync(string name, ReadOnlyMemory<byte> content, ObjectHeaders headers, CancellationToken cancellationToken)
    {
        if (!MemoryMarshal.TryGetArray(content, out var bytes)) throw new ArgumentException("The content is no array.", nameof(content));
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var request = new PutObjectRequest { BucketName = _options.Bucket, Key = name, InputStream = stream, UseChunkEncoding = false, AutoCloseStream = false };
        (request.Headers.ContentType, request.Headers.CacheControl) = (headers.ContentType, headers.CacheControl);
        await _client.PutObjectAsync(request, cancellationToken);
    }

    public async IAsyncEnumerable<string> ListAsync(string prefix, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = _client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = prefix });
        await foreach (var page in pages.Responses.WithCancellation(cancellationToken))
        {
            foreach (var item in page.S3Objects ?? []) // null where there are none
            {
                if (item.LastModified < before.UtcDateTime) yield return item.Key;
            }
        }
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => _client.DeleteObjectAsync(_options.Bucket, name, cancellationToken);

    public async ValueTask<string> SignAsync(string name, DateTimeOffset expires, CancellationToken cancellationToken) => await _client.GetPreSignedURLAsync(
        new GetPreSignedUrlRequest { BucketName = _options.Bucket, Key = name, Verb = HttpVerb.GET, Expires = expires.UtcDateTime, Protocol = _protocol });

    public void Dispose() => _client.Dispose();
}
