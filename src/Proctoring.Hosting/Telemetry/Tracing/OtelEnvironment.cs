using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Proctoring.Hosting.Telemetry.Tracing;

/// <summary>
/// The variables that programs with OpenTelemetry share, for what section <c>Tracing</c> does not say:
/// https://opentelemetry.io/docs/specs/otel/protocol/exporter/
/// </summary>
internal sealed class OtelEnvironment(IConfiguration configuration) : IConfigureOptions<TracingOptions>
{
    public void Configure(TracingOptions options)
    {
        if (Of("ENDPOINT") is { } endpoint) options.Endpoint = endpoint;
        if (Of("PROTOCOL") is { } protocol) options.Protocol = protocol == "grpc" ? OtlpProtocol.Grpc : OtlpProtocol.HttpProtobuf;
        if (double.TryParse(Of("TIMEOUT"), out var milliseconds)) options.Timeout = TimeSpan.FromMilliseconds(milliseconds);
        if (double.TryParse(configuration["OTEL_TRACES_SAMPLER_ARG"], out var share)) options.SampleShare = share;
    }

    private string? Of(string name) => Filled(configuration[$"OTEL_EXPORTER_OTLP_TRACES_{name}"]) ?? Filled(configuration[$"OTEL_EXPORTER_OTLP_{name}"]);

    // An empty variable counts as none.
    private static string? Filled(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
