using System.Collections.Immutable;

namespace Proctoring.Gateway.Verdicts;

/// <summary>The phone in one session so far: the streak that runs, and what is kept for good.</summary>
internal sealed record PhoneTimeline
{
    public static readonly PhoneTimeline Empty = new();

    /// <summary>The streak that is running or suspended; null when no phone is in view.</summary>
    public PhoneStreak? Streak { get; init; }

    /// <summary>Phone time of the whole session, ended streaks included.</summary>
    public TimeSpan Total { get; init; }

    /// <summary>Episodes marked so far; also the number of the latest one.</summary>
    public int Marks { get; init; }

    /// <summary>The latest marked episodes, oldest first, each as it was when it was marked.</summary>
    public ImmutableArray<Mark> Episodes { get; init; } = [];

    /// <summary>Numbers of the marked episodes that reviewers have dismissed, each once.</summary>
    public ImmutableArray<int> Dismissed { get; init; } = [];

    /// <summary>The latest gaps in streaks, oldest first.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];
}

/// <param name="StartedAt">Time of the first positive frame.</param>
/// <param name="BlindInAll">Blind time of the whole streak.</param>
/// <param name="IsMarked">Whether this episode has its mark.</param>
internal readonly record struct PhoneStreak(DateTimeOffset StartedAt, Presence Presence, TimeSpan BlindInAll, bool IsMarked);

/// <summary>A stretch within a streak in which nothing was analysed.</summary>
internal readonly record struct Gap(DateTimeOffset From, DateTimeOffset To);

/// <summary>The session reached six seconds of phone.</summary>
/// <param name="Episode">From 1, within the session.</param>
/// <param name="At">Time of the frame that completed it.</param>
/// <param name="Held">Phone time of the episode at that frame; at least the configured hold.</param>
internal readonly record struct Mark(int Episode, DateTimeOffset At, TimeSpan Held);

/// <summary>What one frame did to the timeline.</summary>
/// <param name="IsBlindWithPhone">A person should look: the session was blind for too long while a phone was in view.</param>
internal readonly record struct PhoneStep(PhoneTimeline Timeline, Mark? Mark, bool IsBlindWithPhone);
