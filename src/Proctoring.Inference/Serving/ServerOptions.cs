using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Proctoring.Inference.Serving;

/// <summary>Where the process listens. The ports are Triton's. Section <c>Server</c>.</summary>
public sealed class ServerOptions : IValidatableObject
{
    /// <summary>IP address of all ports. Default 127.0.0.1, this machine only; 0.0.0.0 or :: in a pod.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port of the protocol over HTTP and JSON. 0–65,535, default 8000; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int HttpPort { get; set; } = 8000;

    /// <summary>Port of the protocol over gRPC, without TLS unless section <c>Tls</c> has certificates. 0–65,535, default 8001; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int GrpcPort { get; set; } = 8001;

    /// <summary>Port for probes and metrics. 0–65,535, default 8002; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int ManagementPort { get; set; } = 8002;

    internal IPAddress ParsedAddress => IPAddress.Parse(Address);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out _))
            yield return new ValidationResult($"'{Address}' is no IP address.", [nameof(Address)]);
    }
}

[OptionsValidator]
internal sealed partial class ServerOptionsValidator : IValidateOptions<ServerOptions>;
