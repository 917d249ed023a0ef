using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Webhooks.Sending;

namespace Proctoring.Gateway.Webhooks;

/// <summary>Who is told of incidents and reviews. Section <c>Webhooks</c>; docs/webhooks.md tells what is sent.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    private const int MostTargets = 16;

    /// <summary>Who is told; at most 16. Default nobody.</summary>
    public IList<WebhookTargetOptions> Targets { get; } = [];

    /// <summary>How long after each failed attempt the next one comes, give or take a fifth; after the last, a notice is a dead letter. Default 5 s, 5 min, 30 min, 2 h, 5 h, 10 h.</summary>
    public IList<TimeSpan> Retries { get; } = [];

    /// <summary>How long a target may take to answer. 1–60 s, default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long dead letters are kept. 1 h–365 days, default 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan KeepDeadFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Networks (CIDR) that targets may be in though they are not public, e.g. <c>10.20.0.0/16</c>. Default none: private, loopback and
    /// link-local addresses are refused, whatever name leads to them.
    /// </summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>File with authorities (PEM) whose certificates are believed in place of the machine's. Read at the start. Default none.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>Notices that wait, of each target, where there is no Redis; beyond it the oldest go. 1–1,000,000, default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxInMemory { get; set; } = 10_000;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Targets.Count > MostTargets) yield return new ValidationResult($"There are {Targets.Count} targets; {MostTargets} are allowed.", [nameof(Targets)]);
        foreach (var problem in Targets.SelectMany(target => target.Problems())) yield return new ValidationResult(problem, [nameof(Targets)]);
        foreach (var twice in Targets.GroupBy(target => target.Name).Where(group => group.Count() > 1)) yield return new ValidationResult($"Two targets are called '{twice.Key}'.", [nameof(Targets)]);
        foreach (var network in AllowedNetworks.Where(network => !IPNetwork.TryParse(network, out _))) yield return new ValidationResult($"'{network}' is no network such as 10.20.0.0/16.", [nameof(AllowedNetworks)]);
        if (Retries.Any(delay => delay < TimeSpan.FromSeconds(1) || delay > TimeSpan.FromDays(2)) || Retries.Count > 20) yield return new ValidationResult("Retries are at most 20, each of 1 s to 2 days.", [nameof(Retries)]);
        if (CaFile.Length > 0 && !File.Exists(CaFile)) yield return new ValidationResult($"There is no file '{CaFile}'.", [nameof(CaFile)]);
    }
}

/// <summary>One of those who are told.</summary>
public sealed partial class WebhookTargetOptions
{
    /// <summary>What logs, metrics and dead letters call it: up to 32 of a–z, 0–9 and -.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where notices are posted: an https address without a name and password.</summary>
    public string Url { get; set; } = "";

    /// <summary>File with one secret a line, <c>whsec_</c> and the base64 of 24–64 bytes. Every one signs, so that a new one can be added before an old one goes. Read at the start.</summary>
    public string SecretFile { get; set; } = "";

    /// <summary>Rooms that it is told of. Default all.</summary>
    public IList<string> Rooms { get; } = [];

    /// <summary>What it is told of: marked, reviewed. Default both.</summary>
    public IList<WebhookKind> Events { get; } = [];

    internal IEnumerable<string> Problems()
    {
        if (!NamePattern.IsMatch(Name)) yield return $"'{Name}' is no name of a target: up to 32 of a–z, 0–9 and - are.";
        if (!Uri.TryCreate(Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            yield return $"The address of the target '{Name}' must be an https address without a name, a password or a fragment.";
        if (!File.Exists(SecretFile)) yield return $"There is no file '{SecretFile}', which the target '{Name}' has its secrets from.";
        else if (WebhookSecret.Problem(File.ReadAllLines(SecretFile)) is { } problem) yield return $"The file '{SecretFile}' {problem}";
    }

    [GeneratedRegex(@"^[a-z0-9-]{1,32}\z")]
    private static partial Regex NamePattern { get; }
}

[OptionsValidator]
internal sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
