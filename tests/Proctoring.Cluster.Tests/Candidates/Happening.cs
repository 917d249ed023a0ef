namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>What a candidate saw happen.</summary>
/// <param name="At">Of this machine, as gateways' clocks are by way of Redis.</param>
internal abstract record Happening(DateTimeOffset At)
{
    /// <param name="Session">By name, as the server gave it.</param>
    public sealed record Connected(DateTimeOffset At, string Session, bool Resumed, bool CheatingDetected) : Happening(At);

    public sealed record Sent(DateTimeOffset At, bool Phone) : Happening(At);

    /// <param name="SentAt">When its frame was sent.</param>
    public sealed record Verdict(DateTimeOffset At, DateTimeOffset SentAt, bool PhoneVisible, int PhoneMs, bool CheatingDetected) : Happening(At);

    /// <param name="MarkedAt">By the server.</param>
    public sealed record Marked(DateTimeOffset At, int Episode, DateTimeOffset MarkedAt, int PhoneMs) : Happening(At);

    /// <param name="Code">0 where the connection broke without a word.</param>
    public sealed record Closed(DateTimeOffset At, int Code) : Happening(At);

    public sealed record Refused(DateTimeOffset At) : Happening(At);
}
