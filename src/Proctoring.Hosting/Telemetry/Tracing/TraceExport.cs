using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Proctoring.Hosting.Telemetry.Tracing;

/// <summary>
/// Sends spans to the collector, a parcel every few seconds from a thread of its own. What the collector does not take is lost
/// and nothing waits for it: 2,048 spans may wait, more are dropped. Without an endpoint nobody listens and there are no spans.
/// </summary>
internal sealed class TraceExport(IOptions<TracingOptions> options, IHostEnvironment environment) : IHostedService, IDisposable
{
    private TracerProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn) return Task.CompletedTask;
        _provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(Spans.SourceName)
            .SetSampler(new AlwaysOnSampler()) // which frames are traced was decided when they arrived
            .ConfigureResource(Describe)
            .AddOtlpExporter(exporter => Set(exporter, options.Value))
            .Build();
        return Task.CompletedTask;
    }

    // Of the hosted services this one was started first and is stopped last: every frame has ended.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _provider?.ForceFlush((int)options.Value.Timeout.TotalMilliseconds);
        return Task.CompletedTask;
    }

    // Proctoring.Gateway is proctoring-gateway, unless OTEL_SERVICE_NAME or OTEL_RESOURCE_ATTRIBUTES say otherwise.
    private void Describe(ResourceBuilder resource) => resource
        .AddService(environment.ApplicationName.Replace('.', '-').ToLowerInvariant(), serviceInstanceId: Environment.MachineName)
        .AddEnvironmentVariableDetector();

    internal static void Set(OtlpExporterOptions exporter, TracingOptions options)
    {
        exporter.Protocol = options.Protocol == OtlpProtocol.Grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = Address(new Uri(options.Endpoint), options.Protocol);
        exporter.TimeoutMilliseconds = (int)options.Timeout.TotalMilliseconds;
        if (options.HeadersFile.Length > 0) exporter.Headers = Headers(File.ReadLines(options.HeadersFile));
    }

    // The exporter takes an address that it is given as it is; collectors have traces at a path of their own.
    private static Uri Address(Uri endpoint, OtlpProtocol protocol) =>
        protocol == OtlpProtocol.HttpProtobuf && endpoint.AbsolutePath == "/" ? new Uri(endpoint, "/v1/traces") : endpoint;

    // In the form of OTEL_EXPORTER_OTLP_HEADERS: name=value,name=value, with percent signs for what would be read as a part of it.
    private static string Headers(IEnumerable<string> lines) => string.Join(',',
        from line in lines
        let header = line.Split('=', 2, StringSplitOptions.TrimEntries)
        where header.Length == 2
        select $"{header[0]}={Uri.EscapeDataString(header[1])}");

    public void Dispose() => _provider?.Dispose();
}
