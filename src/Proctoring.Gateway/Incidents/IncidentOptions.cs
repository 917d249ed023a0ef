using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Incidents;

/// <summary>What becomes of marks. Section <c>Incidents</c>. Evidence goes to the store of section <c>Delivery</c>.</summary>
public sealed class IncidentOptions
{
    /// <summary>How long incidents are kept. 1 h–365 days, default 30 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long an address of evidence opens its picture. 1 s–1 h, default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AddressLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Incidents that wait to be stored; beyond it one that lacks only its pictures goes without them. 1–100,000, default 1,000.</summary>
    [Range(1, 100_000)]
    public int MaxPending { get; set; } = 1_000;

    /// <summary>
    /// Bytes of frames that are kept as evidence, of running episodes and on their way to the store; beyond it incidents lack
    /// pictures. 1 MiB–4 GiB, default 64 MiB.
    /// </summary>
    [Range(1L << 20, 1L << 32)]
    public long MaxEvidenceBytes { get; set; } = 64 << 20;

    /// <summary>Incidents kept in memory where there is no Redis; beyond it the oldest go. 1–1,000,000, default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxInMemory { get; set; } = 10_000;
}

[OptionsValidator]
internal sealed partial class IncidentOptionsValidator : IValidateOptions<IncidentOptions>;
