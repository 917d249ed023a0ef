using Proctoring.Contracts;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>From objects and detections of all pictures to the figures.</summary>
internal static class MeanPrecision
{
    private static readonly float[] Overlaps = [.. Enumerable.Range(0, 10).Select(i => (50 + 5 * i) / 100f)];

    /// <param name="sights">One for each photograph.</param>
    public static PrecisionFigures Of(IReadOnlyList<LabelledPhotograph> photographs, IReadOnlyList<Sight> sights)
    {
        string[] present = [.. photographs.SelectMany(p => p.Objects).Select(o => o.Label).Distinct()];
        var byClass = present.Select(label => PerOverlap(label, photographs, sights)).ToArray();
        return new PrecisionFigures(byClass.Average(precisions => precisions.Average()), byClass.Average(precisions => precisions[0]));
    }

    private static double[] PerOverlap(string label, IReadOnlyList<LabelledPhotograph> photographs, IReadOnlyList<Sight> sights)
    {
        var pictures = photographs.Zip(sights, (photograph, sight) => (
            Objects: photograph.Objects.Where(o => o.Label == label).Select(o => o.In(sight.Width, sight.Height)).ToArray(),
            Detections: sight.Detections.Where(d => d.Label == label).ToArray())).ToArray();
        var objects = pictures.Sum(p => p.Objects.Length);
        return [.. Overlaps.Select(overlap => AveragePrecision.Of(InOrder(overlap), objects))];

        bool[] InOrder(float overlap) =>
            [.. pictures.SelectMany(p => Hits(p.Objects, p.Detections, overlap)).OrderByDescending(d => d.Score).Select(d => d.Hit)];
    }

    private static IEnumerable<(float Score, bool Hit)> Hits(Box[] objects, Detection[] detections, float overlap) =>
        Matching.Hits([.. detections.Select(d => d.Box)], objects, overlap).Zip(detections, (hit, detection) => (detection.Score, hit));
}
