using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Proctoring.Benchmarks.Load;

/// <summary>Takes blobs as Azure does, and keeps nothing of them but their number and size.</summary>
internal sealed class BlobSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _blobs;
    private long _bytes;

    private BlobSink()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(SwallowAsync);
    }

    public Uri Address { get; private set; } = null!;

    public static async Task<BlobSink> StartAsync()
    {
        var sink = new BlobSink();
        await sink._app.StartAsync();
        sink.Address = new Uri(sink._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return sink;
    }

    /// <summary>Blobs, and their bytes, since this was last asked.</summary>
    public (long Blobs, long Bytes) Take() => (Interlocked.Exchange(ref _blobs, 0), Interlocked.Exchange(ref _bytes, 0));

    private async Task SwallowAsync(HttpContext context)
    {
        Interlocked.Increment(ref _blobs);
        Interlocked.Add(ref _bytes, context.Request.ContentLength ?? 0);
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.ETag = "\"0\"";
        context.Response.Headers.LastModified = TimeProvider.System.GetUtcNow().ToString("R");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
