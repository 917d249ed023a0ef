using Proctoring.Contracts;

namespace Proctoring.Models.Accuracy.Scenes;

/// <summary>What became of one scene.</summary>
/// <param name="Seen">A cell phone was reported, anywhere.</param>
/// <param name="Located">One was reported where it is drawn.</param>
internal sealed record SceneOutcome(DrawnScene Scene, bool Seen, bool Located)
{
    /// <summary>Least intersection over union of a phone that counts as located.</summary>
    private const float Overlap = 0.5f;

    public static SceneOutcome Of(DrawnScene scene, Sight sight)
    {
        Box[] phones = [.. sight.Detections.Where(d => d.Label == Labels.CellPhone).Select(d => d.Box)];
        return new SceneOutcome(scene, phones.Length > 0, scene.Phone is { } drawn && phones.Any(p => p.Iou(drawn.Box) >= Overlap));
    }
}
