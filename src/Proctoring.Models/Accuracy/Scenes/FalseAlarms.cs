namespace Proctoring.Models.Accuracy.Scenes;

/// <param name="Scenes">Without a phone.</param>
/// <param name="Alarms">Those where one was found nevertheless.</param>
internal sealed record FalseAlarms(int Scenes, int Alarms)
{
    /// <summary>0–1; null where there are no scenes.</summary>
    public double? Rate => Scenes == 0 ? null : (double)Alarms / Scenes;
}
