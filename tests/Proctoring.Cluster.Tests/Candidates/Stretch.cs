namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>
/// A stretch of phone within which there is one mark at most. Frames arrive a little later than they are sent, and a gateway that
/// is killed takes with it what it had not stored: phone time is known between two bounds.
/// </summary>
/// <param name="Least">Phone time that no gateway can have missed.</param>
/// <param name="Most">Phone time that gateways can have seen at most.</param>
/// <param name="MayBeTwo">Whether an absence or a blindness just as long as what is forgiven may have split it.</param>
internal sealed record Stretch(DateTimeOffset From, DateTimeOffset To, TimeSpan Least, TimeSpan Most, bool MayBeTwo)
{
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(6);

    /// <summary>How late a frame may arrive on two cores that do everything at once.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(0.3);

    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(0.4);

    public bool MustBeMarked => Least >= Hold + Frame;

    public bool MayBeMarked => Most >= Hold - Slack;
}
