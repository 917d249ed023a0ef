using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>What a script answers: a word, the server's time, and what the word brings with it.</summary>
internal readonly struct RedisReply(RedisResult[] parts)
{
    public string Word => parts[0].ToString();

    public DateTimeOffset Time => TimeOf(parts[1], parts[2]);

    public RedisResult this[int index] => parts[index + 3];

    /// <summary>What reviewers have dismissed: a version and a list; null where nobody has reviewed anything.</summary>
    public Dismissals? Dismissals(int at) => this[at].IsNull ? null : Sessions.Dismissals.Parse((long)this[at], this[at + 1].ToString());

    /// <summary>Seconds and microseconds, as TIME tells them.</summary>
    public static DateTimeOffset TimeOf(RedisResult seconds, RedisResult microseconds) =>
        DateTimeOffset.FromUnixTimeSeconds((long)seconds).AddMicroseconds((double)microseconds);
}
