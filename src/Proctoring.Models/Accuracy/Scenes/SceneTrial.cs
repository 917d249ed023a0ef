using Proctoring.Contracts;
using Proctoring.Vision;

namespace Proctoring.Models.Accuracy.Scenes;

/// <summary>Measures how well a viewer finds drawn phones, with the threshold and on the path of a candidate's frame.</summary>
internal static class SceneTrial
{
    /// <param name="threshold">The model's own.</param>
    public static async Task<SceneReport> RunAsync(IViewer viewer, float threshold, SceneFolder folder, CancellationToken cancellationToken)
    {
        string[] paths = [.. folder.Scenes.Select(scene => Path.Combine(folder.Folder, scene.File))];
        var request = AnalysisRequest.Proctoring with { Picture = PictureWish.None };
        var sights = await Sighting.OfAsync(viewer, paths, File.ReadAllBytes, request, cancellationToken);
        return SceneReport.Of(threshold, [.. folder.Scenes.Zip(sights, SceneOutcome.Of)]);
    }
}
