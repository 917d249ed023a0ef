using System.Text.Json;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>What Redis holds of a session's phone: read here as any operator would, without the gateway's code.</summary>
internal sealed record StoredTimeline(long Epoch, int Marks, IReadOnlyList<StoredMark> Episodes, IReadOnlyList<StoredGap> Gaps)
{
    public static async Task<StoredTimeline?> ReadAsync(RedisServer server, string session)
    {
        await using var connection = await server.ConnectAsync();
        return await ReadAsync(connection.GetDatabase(), session);
    }

    /// <summary>Waits for the first mark: no verdict waits for its write, so it may come a moment after the candidate was told.</summary>
    public static async Task<StoredTimeline> UntilMarkedAsync(RedisServer server, string session)
    {
        await Eventually.TrueAsync(async () => await ReadAsync(server, session) is { Marks: > 0 }, "the mark is stored");
        return (await ReadAsync(server, session))!;
    }

    public static async Task<StoredTimeline?> ReadAsync(StackExchange.Redis.IDatabase database, string session)
    {
        var fields = await database.HashGetAsync($"proctoring:session:{{{session}}}", ["epoch", "state"]);
        if (fields[1].IsNull) return null;
        using var document = JsonDocument.Parse((byte[])fields[1]!);
        var phone = document.RootElement.GetProperty("state").TryGetProperty("phone", out var there) ? there : default;
        return new StoredTimeline((long)fields[0], Of(phone, "marks") is { } marks ? marks.GetInt32() : 0, [.. Each(phone, "episodes").Select(Mark)], [.. Each(phone, "gaps").Select(Gap)]);
    }

    private static StoredMark Mark(JsonElement mark) => new(mark.GetProperty("at").GetDateTimeOffset(), TimeSpan.Parse(mark.GetProperty("held").GetString()!));

    private static StoredGap Gap(JsonElement gap) => new(gap.GetProperty("from").GetDateTimeOffset(), gap.GetProperty("to").GetDateTimeOffset());

    private static JsonElement? Of(JsonElement parent, string name) => parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : null;

    private static JsonElement.ArrayEnumerator Each(JsonElement parent, string name) => Of(parent, name) is { } list ? list.EnumerateArray() : default;
}

internal readonly record struct StoredMark(DateTimeOffset At, TimeSpan Held);

internal readonly record struct StoredGap(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}
