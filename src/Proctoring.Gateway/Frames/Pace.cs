namespace Proctoring.Gateway.Frames;

/// <summary>How often and how large a client should send frames.</summary>
/// <param name="Reason"><c>load</c> when slowed down, <c>normal</c> at full pace.</param>
internal readonly record struct Pace(TimeSpan Interval, int Width, string Reason);
