using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Api;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Incidents;

/// <summary>Candidates who are marked.</summary>
internal static class Marking
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    /// <summary>Where tests run in real time: a mark after a second.</summary>
    public static (string Key, string Value) Quick => ("Verdicts:Hold", "00:00:01");

    /// <summary>Shows a phone until the mark has come; gives it.</summary>
    /// <param name="clock">That the gateway has; null for the real one, with <see cref="Quick"/>.</param>
    /// <param name="frame">The nth frame; null for the usual one.</param>
    public static async Task<JsonElement> MarkAsync(this CandidateClient client, FakeTimeProvider? clock = null, Func<int, byte[]>? frame = null)
    {
        var hold = clock is null ? 1000 : 6000;
        for (var i = 0; i < 100; i++)
        {
            var verdict = await client.ShowAsync(frame?.Invoke(i) ?? ScriptedFrames.Phone);
            if (verdict.GetProperty("phone_ms").GetInt64() >= hold) return await client.HearAsync("mark");
            await PauseAsync(clock);
        }
        throw new InvalidOperationException("There was no mark.");
    }

    /// <summary>Clean frames until the episode is over.</summary>
    public static async Task PutAwayAsync(this CandidateClient client, FakeTimeProvider? clock = null)
    {
        for (var i = 0; i < 6; i++)
        {
            await client.ShowAsync(ScriptedFrames.Nothing);
            await PauseAsync(clock);
        }
    }

    private static async Task PauseAsync(FakeTimeProvider? clock)
    {
        if (clock is null) await Task.Delay(Interval); // frames come at this pace
        else clock.Advance(Interval);
    }

    /// <summary>Waits for so many incidents, all with their evidence settled; the earliest first.</summary>
    public static async Task<JsonElement[]> IncidentsAsync(this ApiClient api, int count, string query = "")
    {
        JsonElement[] incidents = [];
        await Eventually.TrueAsync(async () =>
        {
            incidents = [.. (await api.GetAsync($"/api/incidents{query}")).GetProperty("incidents").EnumerateArray()];
            return incidents.Length >= count && incidents.All(incident => incident.GetProperty("evidence").GetString() != "pending");
        }, $"{count} incidents are stored");
        Assert.Equal(count, incidents.Length);
        return incidents;
    }

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
