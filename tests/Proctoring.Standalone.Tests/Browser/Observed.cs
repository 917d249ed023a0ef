namespace Proctoring.Standalone.Tests.Browser;

/// <summary>What observe.js noted. Times are milliseconds since the page's beginning.</summary>
public sealed record Observed(IReadOnlyList<ObservedState> States, IReadOnlyList<ObservedBar> Bars, IReadOnlyList<ObservedAttempt> Attempts);

/// <param name="Name">The page's own name of it, e.g. <c>watching</c>.</param>
/// <param name="Text">What the candidate reads.</param>
public readonly record struct ObservedState(double At, string Name, string Text);

public readonly record struct ObservedBar(double At, double Value);

/// <param name="Number">From 1, over the page's life.</param>
public readonly record struct ObservedAttempt(double At, int Number);
