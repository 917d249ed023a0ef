using System.Text.Json;
using Proctoring.Chart.Tests.Rendering;
using Proctoring.Testing;

namespace Proctoring.Chart.Tests;

/// <summary>Values that cannot be meant, and what helm says to them: Cases/refusals.json.</summary>
public sealed class RefusalTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly Refusal[] All = JsonSerializer.Deserialize<Refusal[]>(
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "Proctoring.Chart.Tests", "Cases", "refusals.json")), Json)!;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Values_OfTheTable_AreRefusedInItsWords(int number)
    {
        var refusal = All[number];
        var answer = await HelmChart.TryAsync("template", "minimal", refusal.Settings);
        if (refusal.Says is null)
        {
            answer.OutputOrFail();
            return;
        }
        Assert.NotEqual(0, answer.Status);
        Assert.Contains(refusal.Says, answer.Error);
    }

    /// <param name="Set">For --set.</param>
    /// <param name="Window">Start, end, time zone and candidates of an exam window; it is the day before.</param>
    /// <param name="Says">Null where it is not refused.</param>
    private sealed record Refusal(string[]? Set, JsonElement[]? Window, JsonElement[]? Other, string? Says)
    {
        public string[] Settings => [.. Set ?? [], .. Entry(0, "one", Window), .. Entry(1, "other", Other)];

        private static string[] Entry(int index, string name, JsonElement[]? window)
        {
            if (window is null) return [];
            var entry = $"exam.windows[{index}]";
            return ["exam.asOf=2099-05-31T12:00", "networkPolicy.apiServer.cidrs[0]=10.96.0.1/32", $"{entry}.name={name}",
                $"{entry}.start={window[0]}", $"{entry}.end={window[1]}", $"{entry}.timeZone={window[2]}", $"{entry}.candidates={window[3]}"];
        }
    }
}
