using System.Text.Json.Serialization;

namespace Proctoring.Models.Accuracy.Scenes;

/// <param name="Threshold">Least score of a phone that counts.</param>
internal sealed record SceneReport(float Threshold, IReadOnlyList<RecallRow> Recall, FalseAlarms WithoutPhone)
{
    private const double LeastPlainRecall = 0.9;
    private const double MostFalseAlarms = 0.01;

    /// <summary>What no model worth running does; other groups are for people to judge.</summary>
    [JsonIgnore]
    public IEnumerable<string> Complaints
    {
        get
        {
            if (Recall.First(row => row.By == SceneGroup.Plain.By) is { Recall: < LeastPlainRecall } plain)
                yield return $"Of {plain.Scenes} phones in plain view {plain.Located} were found, {plain.Recall:F3}; "
                    + $"at least {LeastPlainRecall} is required.";
            if (WithoutPhone.Rate > MostFalseAlarms)
                yield return $"Phones were found in {WithoutPhone.Alarms} of {WithoutPhone.Scenes} scenes without one; "
                    + $"at most {MostFalseAlarms:P0} is allowed.";
        }
    }

    public static SceneReport Of(float threshold, IReadOnlyList<SceneOutcome> outcomes)
    {
        SceneOutcome[] without = [.. outcomes.Where(o => o.Scene.Phone is null)];
        return new SceneReport(
            threshold, [.. SceneGroup.All.Select(group => RecallRow.Of(group, outcomes))],
            new FalseAlarms(without.Length, without.Count(o => o.Seen)));
    }
}
