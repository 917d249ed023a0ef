namespace Proctoring.Models.Accuracy.Scenes;

/// <summary>Recall on one group of scenes.</summary>
/// <param name="Located">Scenes whose phone was found where it is drawn.</param>
/// <param name="Seen">Scenes where a phone was found anywhere.</param>
internal sealed record RecallRow(string By, string Group, int Scenes, int Located, int Seen)
{
    /// <summary>0–1; null where there are no scenes.</summary>
    public double? Recall => Scenes == 0 ? null : (double)Located / Scenes;

    public double? SeenShare => Scenes == 0 ? null : (double)Seen / Scenes;

    public static RecallRow Of(SceneGroup group, IEnumerable<SceneOutcome> outcomes)
    {
        SceneOutcome[] own = [.. outcomes.Where(o => o.Scene.Phone is { } phone && group.Holds(o.Scene, phone))];
        return new RecallRow(group.By, group.Name, own.Length, own.Count(o => o.Located), own.Count(o => o.Seen));
    }
}
