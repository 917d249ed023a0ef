using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Hosting.Telemetry.Tracing;

/// <summary>Traces of a share of the frames, sent to a collector. Section <c>Tracing</c>.</summary>
public sealed class TracingOptions : IValidatableObject
{
    /// <summary>
    /// Where a collector takes OTLP: <c>http://host:4317</c> for gRPC, <c>http://host:4318</c> for HTTP. Default none, which means
    /// no traces; OTEL_EXPORTER_OTLP_TRACES_ENDPOINT and OTEL_EXPORTER_OTLP_ENDPOINT stand in for it.
    /// </summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Grpc or HttpProtobuf. Default Grpc; OTEL_EXPORTER_OTLP_PROTOCOL (<c>grpc</c>, <c>http/protobuf</c>) stands in for it.</summary>
    public OtlpProtocol Protocol { get; set; } = OtlpProtocol.Grpc;

    /// <summary>Share of the frames that are traced. 0–1, default 0.01; OTEL_TRACES_SAMPLER_ARG stands in for it. Pods trace what gateways trace.</summary>
    [Range(0, 1)]
    public double SampleShare { get; set; } = 0.01;

    /// <summary>A file with what the collector wants to be told in headers, one <c>name=value</c> a line without commas, read at the start. Default none.</summary>
    public string HeadersFile { get; set; } = "";

    /// <summary>How long the collector may take for one parcel of spans, which is lost then. 0.1–60 s, default 5 s; OTEL_EXPORTER_OTLP_TIMEOUT (ms) stands in for it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    public bool IsOn => Endpoint.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && (!Uri.TryCreate(Endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            yield return new ValidationResult($"'{Endpoint}' is no address of a collector, such as http://collector:4317.", [nameof(Endpoint)]);
        if (HeadersFile.Length == 0) yield break;
        if (!File.Exists(HeadersFile)) yield return new ValidationResult($"There is no file '{HeadersFile}'.", [nameof(HeadersFile)]);
        else if (File.ReadLines(HeadersFile).Any(line => line.Trim().Length > 0 && !IsHeader(line)))
            yield return new ValidationResult($"The file '{HeadersFile}' has a line that is not name=value, or has a comma.", [nameof(HeadersFile)]);
    }

    // The exporter takes all headers as one text with commas between them, and knows no way to have one in a value.
    private static bool IsHeader(string line) => line.IndexOf('=') > 0 && !line.Contains(',');
}

/// <summary>The two ways of OTLP.</summary>
public enum OtlpProtocol
{
    Grpc,
    HttpProtobuf,
}

[OptionsValidator]
internal sealed partial class TracingOptionsValidator : IValidateOptions<TracingOptions>;
