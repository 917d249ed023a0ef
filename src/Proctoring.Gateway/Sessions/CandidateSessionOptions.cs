using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Sessions;

/// <summary>How long sessions live. Section <c>Sessions</c>.</summary>
public sealed class CandidateSessionOptions
{
    /// <summary>How long after its start a session can be resumed. 1 min–24 h, default 6 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a v1 client may take to say start. 1–60 s, default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection without a frame for this long is closed. 5 s–1 h, default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Sessions kept in memory, disconnected ones included; beyond it new ones are refused. 1–1,000,000, default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxSessions { get; set; } = 20_000;

    /// <summary>
    /// File that in-memory sessions are kept in across a restart; empty (the default) for none. Written at most once a second
    /// and on stopping, readable by its owner only: it holds the key that signs resume tokens.
    /// </summary>
    public string File { get; set; } = "";
}

[OptionsValidator]
internal sealed partial class CandidateSessionOptionsValidator : IValidateOptions<CandidateSessionOptions>;
