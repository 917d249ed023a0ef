using System.Security.Cryptography;
using System.Text;

namespace Proctoring.Capacity.Simulation;

internal enum Upset
{
    /// <summary>Candidates come, and nothing else happens.</summary>
    None,

    /// <summary>A zone's gateways and pods are gone without a word.</summary>
    ZoneDies,

    /// <summary>Every socket is cut at once, by an edge that restarts.</summary>
    EdgeRestarts,

    /// <summary>A new version of the gateways is rolled out.</summary>
    Rollout,
}

internal enum Retry
{
    /// <summary>As the page does (reconnect.js): it cannot see a refusal's words, waits by chance, and gives up after its attempts.</summary>
    Page,

    /// <summary>As a client does that heeds Retry-After.</summary>
    RetryAfter,
}

/// <summary>All that an exam's run depends on; times in seconds, rates a second. The same conditions give the same outcome.</summary>
internal sealed record Conditions
{
    public required string Name { get; init; }
    public required int Candidates { get; init; }
    public ulong Seed { get; init; } = 1;
    public Upset Upset { get; init; }
    public double UpsetAt { get; init; } = 300;
    public double Until { get; init; } = 900;
    public double ComeWithin { get; init; } = 120;
    public int Zones { get; init; } = 3;

    // The page.
    public Retry Retry { get; init; }
    public int Attempts { get; init; } = 5;
    public double LongestDelay { get; init; } = 5;
    public double DeadAfter { get; init; } = 15;
    public double HelloWithin { get; init; } = 15;

    /// <summary>A candidate whose page has given up presses its button after this, or up to twice this.</summary>
    public double ButtonAfter { get; init; } = 20;

    /// <summary>From being admitted to the first verdict.</summary>
    public double FirstVerdict { get; init; } = 0.3;

    /// <summary>Without a verdict for longer than this a candidate is blind.</summary>
    public double Fresh { get; init; } = 2;

    /// <summary>Longer without a verdict than this ends a running streak (<c>Verdicts:BlindTolerance</c>).</summary>
    public double Tolerance { get; init; } = 15;

    // Gateways.
    public int Gateways { get; init; } = 2;
    public int MostGateways { get; init; } = 10;
    public double SocketsPerSecond { get; init; } = 200;
    public int SocketBurst { get; init; } = 400;
    public int MaxSockets { get; init; } = 10_000;
    public double CpuRequest { get; init; } = 0.5;
    public double CpuLimit { get; init; } = 2;
    public double CpuTarget { get; init; } = 0.7;
    public double CpuOfGateway { get; init; }
    public double CpuOfCandidate { get; init; } = 0.0005;
    public double CpuOfConnection { get; init; } = 0.001;
    public double PreStop { get; init; } = 10;
    public int Surge { get; init; } = 1;

    // Inference. A candidate's frames a second that need a model run; a pod's frames a second.
    public double Analyses { get; init; } = 3.33;
    public double PodRate { get; init; } = 66;
    public int Pods { get; init; } = 2;
    public int MostPods { get; init; } = 10;
    public double PodTarget { get; init; } = 0.75;

    // The cluster.
    public double GatewayStart { get; init; } = 8;
    public double PodStart { get; init; } = 15;
    public double NodeStart { get; init; } = 90;
    public double PodNodeStart { get; init; } = 90;

    /// <summary>Share of the pods there are that more fit for without new nodes.</summary>
    public double Spare { get; init; } = 0.1;

    public double Sync { get; init; } = 15;

    /// <summary>Until the edge sends nobody to a gateway that is gone.</summary>
    public double EdgeNotices { get; init; } = 10;

    /// <summary>Until pods of a node that is gone are made anew elsewhere.</summary>
    public double Evicted { get; init; } = 350;

    /// <summary>Tells whether an outcome is of these conditions.</summary>
    public string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())))[..16];
}
