namespace Proctoring.Contracts;

/// <summary>What a picture shows, in one number: which watched objects, and how many of each. Where they are does not count.</summary>
public static class SeenObjects
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>
    /// The sum of the labels' FNV-1a hashes (64 bits, a step a UTF-16 code unit), without its highest bit. The order of detections
    /// does not matter; nothing at all is 0.
    /// </summary>
    /// <param name="watched">Labels that count: what nobody draws comes and goes at the threshold, and is no change.</param>
    public static long Fingerprint(IReadOnlyList<Detection> detections, IReadOnlySet<string> watched)
    {
        var sum = 0UL;
        for (var i = 0; i < detections.Count; i++)
        {
            if (watched.Contains(detections[i].Label)) sum += Hash(detections[i].Label);
        }
        return (long)(sum & long.MaxValue);
    }

    /// <summary>Whether a phone is among them.</summary>
    public static bool HavePhone(IReadOnlyList<Detection> detections)
    {
        for (var i = 0; i < detections.Count; i++)
        {
            if (detections[i].Label == Labels.CellPhone) return true;
        }
        return false;
    }

    /// <summary>Best score of a phone among them, 0–1; 0 for none.</summary>
    public static float PhoneScore(IReadOnlyList<Detection> detections)
    {
        var best = 0f;
        for (var i = 0; i < detections.Count; i++)
        {
            if (detections[i].Label == Labels.CellPhone) best = MathF.Max(best, detections[i].Score);
        }
        return best;
    }

    private static ulong Hash(string label)
    {
        var hash = FnvOffset;
        foreach (var unit in label) hash = (hash ^ unit) * FnvPrime;
        return hash;
    }
}
