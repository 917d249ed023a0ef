using Proctoring.Contracts;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>Which detections of one class in one picture hit an object, as COCO counts.</summary>
internal static class Matching
{
    /// <summary>
    /// In turn, each detection takes the object it overlaps most among those still free. A second detection of the same
    /// object is a false alarm.
    /// </summary>
    /// <param name="detections">Best score first.</param>
    /// <param name="overlap">Least intersection over union, 0–1.</param>
    public static bool[] Hits(IReadOnlyList<Box> detections, IReadOnlyList<Box> objects, float overlap)
    {
        var taken = new bool[objects.Count];
        var hits = new bool[detections.Count];
        for (var i = 0; i < hits.Length; i++)
        {
            var best = BestFree(detections[i], objects, taken, overlap);
            if (best < 0) continue;
            taken[best] = hits[i] = true;
        }
        return hits;
    }

    private static int BestFree(Box detection, IReadOnlyList<Box> objects, bool[] taken, float overlap)
    {
        var (best, most) = (-1, overlap);
        for (var i = 0; i < objects.Count; i++)
        {
            if (taken[i]) continue;
            var iou = detection.Iou(objects[i]);
            if (iou >= most) (best, most) = (i, iou);
        }
        return best;
    }
}
