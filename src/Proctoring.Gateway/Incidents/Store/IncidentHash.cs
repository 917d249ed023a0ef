using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using StackExchange.Redis;

namespace Proctoring.Gateway.Incidents.Store;

/// <summary>Reads what lies in Redis of an incident, and of a session's.</summary>
internal static class IncidentHash
{
    /// <summary>Null where there is nothing, or nothing that can be read.</summary>
    public static IncidentFile? Read(string id, HashEntry[] hash, ILogger logger)
    {
        var fields = hash.ToDictionary(entry => entry.Name.ToString(), entry => entry.Value);
        if (!fields.TryGetValue("record", out var record)) return null;
        try
        {
            return new IncidentFile(
                JsonSerializer.Deserialize((byte[])record!, IncidentJson.Default.Incident)!, fields["entry"].ToString(), Enum.Parse<IncidentState>(fields["state"].ToString()),
                fields.TryGetValue("review", out var review) ? JsonSerializer.Deserialize((byte[])review!, IncidentJson.Default.Review) : null,
                fields.TryGetValue("evidence", out var evidence) ? JsonSerializer.Deserialize((byte[])evidence!, IncidentJson.Default.EvidenceIndex) : null,
                fields.ContainsKey("held"));
        }
        catch (JsonException e)
        {
            Log.Unreadable(logger, id, e);
            return null;
        }
    }

    /// <summary>The episodes that are dismissed, of names and values in turn: an episode and its state, and a counter.</summary>
    public static ImmutableArray<int> Dismissed(RedisResult[] session)
    {
        var dismissed = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < session.Length; i += 2)
        {
            if (session[i + 1].ToString() == nameof(IncidentState.Dismissed)) dismissed.Add(int.Parse(session[i].ToString(), CultureInfo.InvariantCulture));
        }
        dismissed.Sort();
        return dismissed.ToImmutable();
    }
}
