using Proctoring.Models.Accuracy.Photographs;
using Proctoring.Models.Accuracy.Scenes;

namespace Proctoring.Models.Accuracy.Reporting;

/// <summary>The reports as people read them.</summary>
internal static class ReportText
{
    public static string Of(PhotographReport report)
    {
        var table = new TextTable("", "mAP50-95", "reference", "mAP50", "reference");
        Add("colour", report.Colour, report.Reference?.Colour);
        Add("gray", report.Gray, report.Reference?.Gray);
        return $"{report.Dataset}: {report.Pictures} pictures, {report.Objects} objects of {report.Classes} classes\n{table}";

        void Add(string run, PrecisionFigures measured, PrecisionFigures? reference) =>
            table.Add(run, Figure(measured.Mean), Figure(reference?.Mean), Figure(measured.Half), Figure(reference?.Half));
    }

    public static string Of(SceneReport report)
    {
        var table = new TextTable("cell phones", "scenes", "located", "recall", "seen", "share");
        foreach (var row in report.Recall)
            table.Add($"{row.By} {row.Group}", $"{row.Scenes}", $"{row.Located}", Figure(row.Recall), $"{row.Seen}", Figure(row.SeenShare));
        var without = report.WithoutPhone;
        table.Add("none in view", $"{without.Scenes}", "", "", $"{without.Alarms}", Figure(without.Rate));
        return $"drawn scenes, score ≥ {report.Threshold}; located: overlap ≥ 0.5 with the phone drawn\n{table}";
    }

    private static string Figure(double? figure) => figure?.ToString("F3") ?? "–";
}
