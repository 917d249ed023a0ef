using Proctoring.Contracts;

namespace Proctoring.Gateway.Gating;

/// <summary>What the gate knows of one connection. Immutable; <see cref="GateRule"/> makes the next one.</summary>
internal sealed record GateState
{
    public static readonly GateState Start = new();

    /// <summary>The last analysed frame's; null before the first, or where it had none.</summary>
    public Thumbnail? Reference { get; init; }

    /// <summary>When the last analysed frame arrived.</summary>
    public DateTimeOffset? AnalysedAt { get; init; }

    /// <summary>Whether something in the last analysed frame is or may be a phone.</summary>
    public bool IsSuspect { get; init; }

    /// <summary>Until then every frame is analysed.</summary>
    public DateTimeOffset DistrustUntil { get; init; }

    /// <summary>Phones that were found where no change had been seen.</summary>
    public int Misses { get; init; }
}

/// <summary>What is known of a frame before anybody has analysed it.</summary>
/// <param name="SinceFrameBefore">Time since the connection's frame before.</param>
/// <param name="IsPhoneInView">Whether a streak runs.</param>
/// <param name="IsBusy">Whether an analysis of the connection is under way.</param>
/// <param name="Chance">0 ≤ chance &lt; 1, drawn for this frame.</param>
internal readonly record struct GateView(Thumbnail? Thumbnail, DateTimeOffset At, TimeSpan SinceFrameBefore, bool IsPhoneInView, bool IsBusy, double Chance);

/// <summary>What an analysis found.</summary>
/// <param name="PhoneScore">Best score of a phone, also below the model's threshold; 0 for none.</param>
internal readonly record struct GateFinding(Thumbnail? Thumbnail, DateTimeOffset At, float PhoneScore, GateReason Reason);
