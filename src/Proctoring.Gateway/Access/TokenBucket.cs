namespace Proctoring.Gateway.Access;

/// <summary>So many a second, and so many at once: the frames of a connection, the connections of a server.</summary>
/// <param name="Tokens">How many may come now.</param>
internal readonly record struct TokenBucket(double Tokens, DateTimeOffset FilledAt)
{
    public static TokenBucket Full(int burst, DateTimeOffset now) => new(burst, now);

    /// <summary>Takes one token. False when there is none: it came too fast.</summary>
    public bool TryTake(double rate, int burst, DateTimeOffset now, out TokenBucket next)
    {
        var tokens = Math.Min(burst, Tokens + Math.Max(0, (now - FilledAt).TotalSeconds) * rate);
        next = new TokenBucket(tokens >= 1 ? tokens - 1 : tokens, now);
        return tokens >= 1;
    }
}
