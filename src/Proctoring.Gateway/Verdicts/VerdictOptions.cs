using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Proctoring.Contracts;

namespace Proctoring.Gateway.Verdicts;

/// <summary>When an object counts, and when a phone in view marks a session. Section <c>Verdicts</c>.</summary>
public sealed class VerdictOptions
{
    /// <summary>A cell phone at or above this score makes a frame positive. 0.05–0.99, default 0.35.</summary>
    [Range(0.05, 0.99)]
    public float PhoneScore { get; set; } = 0.35f;

    /// <summary>Other watched objects count at or above this score. 0.05–0.99, default 0.35.</summary>
    [Range(0.05, 0.99)]
    public float ObjectScore { get; set; } = 0.35f;

    /// <summary>Phone time that marks the session. 1 s–10 min, default 6 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Hold { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>
    /// How long analysed frames may show no phone before the episode ends. Also the longest interval between two analysed
    /// frames that counts as watched: beyond it the interval is blind. 0.1–10 s, default 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:10")]
    public TimeSpan MissTolerance { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long nothing may be analysed before a suspended streak ends. 1 s–10 min, default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BlindTolerance { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long an object stays in view before its appearance is counted. 0–60 s, default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan AppearanceLasts { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an object is absent before its appearance is over. 0.1–60 s, default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan AppearanceEnds { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Labels that are counted and reported. The cell phone is always among them.</summary>
    [Required]
    public IList<string> Watched { get; } = ["backpack", "handbag", "laptop", "mouse", "keyboard", Labels.CellPhone, "book"];
}

[OptionsValidator]
internal sealed partial class VerdictOptionsValidator : IValidateOptions<VerdictOptions>;
