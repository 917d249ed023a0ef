using Proctoring.Vision;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>Measures a viewer on labelled photographs, in colour and as candidates' browsers would send them.</summary>
internal static class PhotographTrial
{
    /// <summary>Low enough that the weakest detections that still move the figures are among those looked at.</summary>
    public const float ScoreFloor = 0.05f;

    /// <param name="reference">The model's figures for this folder; null where it has none.</param>
    public static async Task<PhotographReport> RunAsync(
        IViewer viewer, PhotographFolder folder, ReferenceFigures? reference, CancellationToken cancellationToken)
    {
        string[] paths = [.. folder.Photographs.Select(p => p.Path)];
        var colour = await Sighting.OfAsync(viewer, paths, File.ReadAllBytes, new() { ScoreFloor = ScoreFloor }, cancellationToken);
        var gray = await Sighting.OfAsync(viewer, paths, GrayJpeg.Of, new() { ScoreFloor = ScoreFloor, Gray = true }, cancellationToken);
        return new PhotographReport(
            folder.Name, paths.Length, folder.Objects.Count(), folder.Objects.DistinctBy(o => o.Label).Count(),
            MeanPrecision.Of(folder.Photographs, colour), MeanPrecision.Of(folder.Photographs, gray), reference);
    }
}
