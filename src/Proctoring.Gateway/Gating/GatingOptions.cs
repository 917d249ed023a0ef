using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Gating;

/// <summary>
/// Which frames need no model run because they show nothing new. Section <c>Gating</c>; docs/gating.md tells what it saves and what it
/// may cost.
/// </summary>
public sealed class GatingOptions
{
    /// <summary>Whether frames may stand over. Needs libturbojpeg. Default false: every frame is analysed.</summary>
    public bool Enabled { get; set; }

    /// <summary>Longest time without an analysis while frames come: how late a phone can be seen that the gate overlooked. 0.2–5 s, default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.2", "00:00:05")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How much a cell of the picture (1/20 of its width, 1/15 of its height) may differ in brightness from the last analysed frame before
    /// the frame counts as changed, light and noise set aside. 0.5–50 of 255 levels, default 12.
    /// </summary>
    [Range(0.5, 50)]
    public double Tolerance { get; set; } = 12;

    /// <summary>A frame is always analysed after one in which something looked like a phone with at least this score. 0.05–0.99, default 0.2.</summary>
    [Range(0.05, 0.99)]
    public float SuspectScore { get; set; } = 0.2f;

    /// <summary>Share of the unchanged frames that is analysed all the same, at random. 0–1, default 0.02.</summary>
    [Range(0.0, 1.0)]
    public double RandomShare { get; set; } = 0.02;

    /// <summary>
    /// How long every frame of a session is analysed after an analysis found a phone where the gate had seen no change. Doubles with each
    /// further one, up to 10 min. 1 s–10 min, default 15 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan BackOff { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Interval between frames that <c>proctoring.v1</c> clients are asked for while nothing changes; at most nine tenths of
    /// <c>Verdicts:MissTolerance</c>, beyond which time would be blind. 0–5 s, default 480 ms; no effect where
    /// <c>Page:Interval</c> is longer.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan QuietInterval { get; set; } = TimeSpan.FromMilliseconds(480);

    /// <summary>For how long nothing must have changed before. 0.5 s–10 min, default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:10:00")]
    public TimeSpan QuietAfter { get; set; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
internal sealed partial class GatingOptionsValidator : IValidateOptions<GatingOptions>;
