using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Sessions;

/// <summary>How long sessions live. Section <c>Sessions</c>.</summary>
public sealed class CandidateSessionOptions : IValidatableObject
{
    private const int MinKeyLength = 32;

    /// <summary>How long after its start a session can be resumed. 1 min–24 h, default 6 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a v1 client may take to say start. 1–60 s, default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection without a frame for this long is closed. 5 s–1 h, default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long what was seen of a session stays in Redis after it was ended for good. 10 min–24 h, default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "1.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Sessions kept in memory, disconnected ones included; beyond it new ones are refused. 1–1,000,000, default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessions { get; set; } = 20_000;

    /// <summary>
    /// File that in-memory sessions are kept in across a restart; empty (the default) for none. Written at most once a second
    /// and on stopping, readable by its owner only: it holds the key that signs resume tokens.
    /// </summary>
    public string File { get; set; } = "";

    /// <summary>
    /// A file whose content, at least 32 bytes that nobody can guess, signs resume tokens; gateways with the same one read each
    /// other's. Default none: with Redis they share a key there, otherwise each start makes its own.
    /// </summary>
    public string ResumeKeyFile { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ResumeKeyFile.Length == 0) yield break;
        var file = new FileInfo(ResumeKeyFile);
        if (!file.Exists) yield return new ValidationResult($"There is no file '{ResumeKeyFile}'.", [nameof(ResumeKeyFile)]);
        else if (file.Length < MinKeyLength) yield return new ValidationResult($"The file '{ResumeKeyFile}' has {file.Length} bytes; a key needs at least {MinKeyLength}.", [nameof(ResumeKeyFile)]);
    }
}

[OptionsValidator]
internal sealed partial class CandidateSessionOptionsValidator : IValidateOptions<CandidateSessionOptions>;
