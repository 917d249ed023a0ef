namespace Proctoring.Gateway.Frames;

/// <summary>A token bucket for the frames of one connection: <c>rate</c> a second, <c>burst</c> at once.</summary>
/// <param name="Tokens">Frames that may come now.</param>
internal readonly record struct FrameBucket(double Tokens, DateTimeOffset FilledAt)
{
    public static FrameBucket Full(int burst, DateTimeOffset now) => new(burst, now);

    /// <summary>Takes one token. False when there is none: the frame came too fast.</summary>
    public bool TryTake(double rate, int burst, DateTimeOffset now, out FrameBucket next)
    {
        var tokens = Math.Min(burst, Tokens + Math.Max(0, (now - FilledAt).TotalSeconds) * rate);
        next = new FrameBucket(tokens >= 1 ? tokens - 1 : tokens, now);
        return tokens >= 1;
    }
}
