using Proctoring.Models.Accuracy.Photographs;
using Proctoring.Models.Accuracy.Reporting;
using Proctoring.Models.Accuracy.Scenes;
using Proctoring.Vision;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Accuracy;

/// <summary>
/// Measures a model:
/// <code>
/// photographs ─▶ as they are ─┐                 ┌─▶ mAP ─▶ reference figures ─┐
///             └▶ gray JPEGs ──┼─▶ the viewer ───┤                             ├─▶ tables, report, complaints
/// drawn scenes ───────────────┘                 └─▶ recall by group ──────────┘
/// </code>
/// </summary>
/// <param name="detector">The model, and how it runs in this process.</param>
/// <param name="pod">An inference pod that serves the model; null for a detector in this process.</param>
/// <param name="output">Takes the tables.</param>
internal sealed class AccuracyTrial(DetectorOptions detector, Uri? pod, TimeProvider time, TextWriter output)
{
    /// <param name="data">Folder of labelled photographs; null to do without.</param>
    /// <param name="scenes">Folder of drawn scenes; null to do without.</param>
    public async Task<AccuracyReport> RunAsync(string? data, string? scenes, CancellationToken cancellationToken)
    {
        var manifest = ModelManifest.Load(detector.Model);
        using var viewer = await OpenAsync(manifest, cancellationToken);
        // Both are read before anything runs: what is wrong with a folder should not cost minutes.
        var labelled = data is null ? null : PhotographFolder.Read(data, manifest.Classes);
        var reference = labelled is null ? null : ReferenceFigures.Find(detector.Model, labelled.Name);
        var drawn = scenes is null ? null : SceneFolder.Read(scenes);

        var precision = labelled is null ? null : await PhotographTrial.RunAsync(viewer, labelled, reference, cancellationToken);
        if (precision is not null) await output.WriteLineAsync(ReportText.Of(precision));
        var recall = drawn is null ? null : await SceneTrial.RunAsync(viewer, manifest.ScoreThreshold, drawn, cancellationToken);
        if (recall is not null) await output.WriteLineAsync(ReportText.Of(recall));
        return new AccuracyReport(
            viewer.Model, manifest.Sha256, viewer.Provider, precision, recall,
            [.. precision?.Complaints ?? [], .. recall?.Complaints ?? []]);
    }

    private async Task<IViewer> OpenAsync(ModelManifest manifest, CancellationToken cancellationToken)
    {
        if (pod is null) return new LocalViewer(Detector.Load(detector, time));
        var viewer = await PodViewer.ConnectAsync(pod, cancellationToken);
        if (viewer.Model == manifest.Name) return viewer;
        viewer.Dispose();
        throw new AccuracyException($"The pod at {pod} serves {viewer.Model}, not {manifest.Name}.");
    }
}
