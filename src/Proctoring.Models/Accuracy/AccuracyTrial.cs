using Proctoring.Models.Accuracy.Photographs;
using Proctoring.Models.Accuracy.Reporting;
using Proctoring.Models.Accuracy.Scenes;
using Proctoring.Vision;

namespace Proctoring.Models.Accuracy;

/// <summary>
/// Measures a model:
/// <code>
/// photographs ─▶ as they are ─┐                 ┌─▶ mAP ─▶ reference figures ─┐
///             └▶ gray JPEGs ──┼─▶ the detector ─┤                             ├─▶ tables, report, complaints
/// drawn scenes ───────────────┘                 └─▶ recall by group ──────────┘
/// </code>
/// </summary>
/// <param name="model">The model's folder.</param>
/// <param name="output">Takes the tables.</param>
internal sealed class AccuracyTrial(string model, TimeProvider time, TextWriter output)
{
    /// <param name="data">Folder of labelled photographs; null to do without.</param>
    /// <param name="scenes">Folder of drawn scenes; null to do without.</param>
    public async Task<AccuracyReport> RunAsync(string? data, string? scenes, CancellationToken cancellationToken)
    {
        using var detector = Detector.Load(Sighting.Options(model), time);
        // Both are read before anything runs: what is wrong with a folder should not cost minutes.
        var labelled = data is null ? null : PhotographFolder.Read(data, detector.Manifest.Classes);
        var reference = labelled is null ? null : ReferenceFigures.Find(model, labelled.Name);
        var drawn = scenes is null ? null : SceneFolder.Read(scenes);

        var precision = labelled is null ? null : await PhotographTrial.RunAsync(detector, labelled, reference, cancellationToken);
        if (precision is not null) await output.WriteLineAsync(ReportText.Of(precision));
        var recall = drawn is null ? null : await SceneTrial.RunAsync(detector, drawn, cancellationToken);
        if (recall is not null) await output.WriteLineAsync(ReportText.Of(recall));
        return new AccuracyReport(
            detector.Identity.Model, detector.Manifest.Sha256, detector.Identity.Provider, precision, recall,
            [.. precision?.Complaints ?? [], .. recall?.Complaints ?? []]);
    }
}
