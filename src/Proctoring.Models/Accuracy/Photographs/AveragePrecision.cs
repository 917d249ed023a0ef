namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>Area under the precision-recall curve, interpolated at 101 points as in COCO's own evaluation.</summary>
internal static class AveragePrecision
{
    private const int Steps = 100;

    /// <param name="hits">Of every detection of one class in all pictures, best score first: whether it hit an object.</param>
    /// <param name="objects">How many there are to be found, at least 1.</param>
    public static double Of(ReadOnlySpan<bool> hits, int objects)
    {
        var precisions = new double[hits.Length];
        var recalled = new int[hits.Length];
        for (var (i, found) = (0, 0); i < hits.Length; i++)
        {
            if (hits[i]) found++;
            (precisions[i], recalled[i]) = ((double)found / (i + 1), found);
        }
        // The envelope: a precision that a higher recall still reaches holds for lower ones too.
        for (var i = precisions.Length - 2; i >= 0; i--) precisions[i] = Math.Max(precisions[i], precisions[i + 1]);

        var sum = 0.0;
        for (var (step, i) = (0, 0); step <= Steps; step++)
        {
            while (i < recalled.Length && (long)recalled[i] * Steps < (long)step * objects) i++;
            if (i == recalled.Length) break;
            sum += precisions[i];
        }
        return sum / (Steps + 1);
    }
}
