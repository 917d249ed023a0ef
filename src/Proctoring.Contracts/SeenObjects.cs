namespace Proctoring.Contracts;

/// <summary>What a frame shows, in one number: which objects, and how many of each. Where they are does not count.</summary>
public static class SeenObjects
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    /// <summary>
    /// The sum of the labels' FNV-1a hashes (64 bits, over UTF-16 code units taken as one step each), without its highest bit.
    /// The order of detections does not matter; nothing at all is 0.
    /// </summary>
    public static long Fingerprint(IReadOnlyList<Detection> detections)
    {
        var sum = 0UL;
        for (var i = 0; i < detections.Count; i++) sum += Hash(detections[i].Label);
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

    private static ulong Hash(string label)
    {
        var hash = FnvOffset;
        foreach (var unit in label) hash = (hash ^ unit) * FnvPrime;
        return hash;
    }
}
