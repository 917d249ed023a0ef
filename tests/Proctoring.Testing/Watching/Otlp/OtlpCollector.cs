using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Proctoring.Testing.Watching.Otlp;

/// <summary>Takes traces over OTLP, by gRPC and by HTTP, and keeps them.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private WebApplication? _app;
    private int _connections;

    private OtlpCollector()
    {
    }

    public Uri Grpc => Address(0);

    public Uri Http => Address(1);

    /// <summary>Connections that anybody has made.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public IReadOnlyList<ReceivedSpan> Spans => [.. _spans];

    /// <summary>The headers of the latest request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private set; } = new Dictionary<string, string>();

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(collector);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => collector.Count(listen, HttpProtocols.Http2));
            kestrel.Listen(IPAddress.Loopback, 0, listen => collector.Count(listen, HttpProtocols.Http1));
        });
        collector._app = builder.Build();
        collector._app.MapGrpcService<Service>();
        collector._app.MapPost("/v1/traces", collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    private void Count(ListenOptions listen, HttpProtocols protocols)
    {
        listen.Protocols = protocols;
        listen.Use(next => connection =>
        {
            Interlocked.Increment(ref _connections);
            return next(connection);
        });
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Take(ExportTraceServiceRequest.Parser.ParseFrom(body.ToArray()), context.Request.Headers);
        context.Response.ContentType = "application/x-protobuf";
    }

    private void Take(ExportTraceServiceRequest request, IHeaderDictionary headers)
    {
        Headers = headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        foreach (var span in ReceivedSpan.Of(request)) _spans.Enqueue(span);
    }

    private Uri Address(int port) => new(_app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(port));

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class Service(OtlpCollector collector) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            collector.Take(request, context.GetHttpContext().Request.Headers);
            return Task.FromResult(new ExportTraceServiceResponse());
        }
    }
}
