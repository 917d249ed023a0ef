using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Management;

/// <summary>Where the process listens. Section <c>Server</c>.</summary>
public sealed class ServerOptions : IValidatableObject
{
    /// <summary>IP address of both ports. Default 127.0.0.1, this machine only; 0.0.0.0 or :: in a pod.</summary>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>Port for candidates. 0–65,535, default 8000; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int Port { get; set; } = 8000;

    /// <summary>Port for probes and metrics, never routed by the edge. 0–65,535, default 8081; 0 takes any free one.</summary>
    [Range(0, 65535)]
    public int ManagementPort { get; set; } = 8081;

    /// <summary>Answer probes and metrics on the candidates' port too. Default false; true for a laptop.</summary>
    public bool ManagementOnMainPort { get; set; }

    internal IPAddress ParsedAddress => IPAddress.Parse(Address);

    /// <summary>Whether nobody but this machine can connect.</summary>
    internal bool IsLoopback => IPAddress.IsLoopback(ParsedAddress);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IPAddress.TryParse(Address, out _))
            yield return new ValidationResult($"'{Address}' is no IP address.", [nameof(Address)]);
    }
}

[OptionsValidator]
internal sealed partial class ServerOptionsValidator : IValidateOptions<ServerOptions>;
