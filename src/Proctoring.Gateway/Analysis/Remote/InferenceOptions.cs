using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Analysis.Remote.Pods;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>Which inference pods look at frames, and how long they may take. Section <c>Inference</c>.</summary>
public sealed class InferenceOptions : IValidatableObject
{
    /// <summary>
    /// Where the pods are: <c>dns:///proctoring-inference:8001</c>, every address that the name has;
    /// <c>kubernetes:///proctoring-inference:8001</c>, a service whose endpoint slices are watched (with its namespace before it
    /// and a slash where that is another); or a list, <c>http://10.0.0.1:8001,http://10.0.0.2:8001</c> (https for TLS). Required.
    /// </summary>
    [Required(ErrorMessage = "The Address of the inference pods is missing, e.g. dns:///proctoring-inference:8001 or http://10.0.0.1:8001,http://10.0.0.2:8001.")]
    public string Address { get; set; } = "";

    /// <summary>How long after a frame's arrival its answer is of use; then the call is given up. 0.1–30 s, default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a name is looked up again. 1 s–5 min, default 5 s. Also when a pod is lost, once a second at most.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan ResolveInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>This gateway's zone: watched pods of the same zone are asked first. Default none.</summary>
    public string Zone { get; set; } = "";

    /// <summary>Names of the classes in their order, for servers whose answers do not carry them. Default none: the class's number is its name.</summary>
    public IList<string> Labels { get; } = [];

    /// <summary>TLS towards the pods. Default none where <see cref="Address"/> is a name.</summary>
    [ValidateObjectMembers]
    public InferenceTlsOptions Tls { get; set; } = new();

    internal PodAddresses Addresses => PodAddresses.Parse(Address, Tls.IsUsed);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Address.Length > 0 && PodAddresses.ProblemOf(Address, Tls.IsUsed) is { } problem)
            yield return new ValidationResult(problem, [nameof(Address)]);
    }
}

[OptionsValidator]
internal sealed partial class InferenceOptionsValidator : IValidateOptions<InferenceOptions>;
