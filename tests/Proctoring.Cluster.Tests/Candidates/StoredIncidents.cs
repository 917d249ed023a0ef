using System.Text.Json;
using StackExchange.Redis;

namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>The incidents that lie in Redis, read past the gateways.</summary>
internal sealed class StoredIncidents(IReadOnlyList<string> ids, IReadOnlyDictionary<string, int?> pictures)
{
    public int WithPictures => pictures.Values.Count(count => count > 0);

    public static async Task<StoredIncidents> ReadAsync(IDatabase redis)
    {
        string[] ids = [.. (await redis.StreamRangeAsync("proctoring:{incidents}:all")).Select(entry => entry["id"].ToString())];
        var pictures = new Dictionary<string, int?>();
        foreach (var id in ids.Distinct()) pictures[id] = CountPictures(await redis.HashGetAsync($"proctoring:{{incidents}}:one:{id}", "evidence"));
        return new StoredIncidents(ids, pictures);
    }

    /// <summary>What is wrong with a session's incidents: each of its marks has one, once, whose evidence is settled.</summary>
    public IEnumerable<string> Check(string session, int marks)
    {
        var theirs = ids.Where(id => id.StartsWith(session + "-", StringComparison.Ordinal)).ToList();
        for (var episode = 1; episode <= marks; episode++)
        {
            var count = theirs.Count(id => id == $"{session}-{episode}");
            if (count != 1) yield return $"Episode {episode} has {count} incidents.";
            else if (pictures[$"{session}-{episode}"] is null) yield return $"The evidence of episode {episode} is not settled.";
        }
        if (theirs.Distinct().Count() > marks) yield return $"There are {theirs.Count} incidents for {marks} marks.";
    }

    private static int? CountPictures(RedisValue evidence)
    {
        if (evidence.IsNull) return null;
        using var json = JsonDocument.Parse((byte[])evidence!);
        return json.RootElement.GetProperty("pictures").EnumerateArray().Count(picture => picture.TryGetProperty("name", out _));
    }
}
