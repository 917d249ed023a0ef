using Proctoring.Vision;

namespace Proctoring.Models.Accuracy.Scenes;

/// <summary>Measures how well a detector finds drawn phones, with the threshold and on the path of a candidate's frame.</summary>
internal static class SceneTrial
{
    public static async Task<SceneReport> RunAsync(Detector detector, SceneFolder folder, CancellationToken cancellationToken)
    {
        string[] paths = [.. folder.Scenes.Select(scene => Path.Combine(folder.Folder, scene.File))];
        var request = AnalysisRequest.Proctoring with { Annotate = false };
        var sights = await Sighting.OfAsync(detector, paths, File.ReadAllBytes, request, cancellationToken);
        return SceneReport.Of(detector.Manifest.ScoreThreshold, [.. folder.Scenes.Zip(sights, SceneOutcome.Of)]);
    }
}
