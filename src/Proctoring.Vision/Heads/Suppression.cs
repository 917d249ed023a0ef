using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Heads;

/// <summary>Which of a head's candidates become detections.</summary>
internal static class Suppression
{
    /// <summary>Candidates looked at: the best scores. Bounds the quadratic part on hostile pictures.</summary>
    private const int MaxCandidates = 1000;

    private static readonly Predicate<Candidate> IsUnusable = static candidate => !candidate.IsFinite;

    private static readonly Comparison<Candidate> BestFirst = static (a, b) => b.Score.CompareTo(a.Score);

    /// <summary>
    /// Greedy non-maximum suppression: sorts <paramref name="candidates"/> by score and leaves those that no better one of their
    /// class overlaps by more than the limit.
    /// </summary>
    public static void Apply(List<Candidate> candidates, SuppressionSettings settings)
    {
        KeepBest(candidates, MaxCandidates);
        var kept = 0;
        for (var i = 0; i < candidates.Count && kept < settings.MaxDetections; i++)
        {
            if (!IsCovered(candidates, kept, candidates[i], settings.Iou)) candidates[kept++] = candidates[i];
        }
        candidates.RemoveRange(kept, candidates.Count - kept);
    }

    /// <summary>Sorts <paramref name="candidates"/> by score and leaves the best. What has no finite place or score is none of them.</summary>
    public static void KeepBest(List<Candidate> candidates, int count)
    {
        candidates.RemoveAll(IsUnusable);
        candidates.Sort(BestFirst);
        if (candidates.Count > count) candidates.RemoveRange(count, candidates.Count - count);
    }

    private static bool IsCovered(List<Candidate> candidates, int kept, Candidate candidate, float limit)
    {
        for (var i = 0; i < kept; i++)
        {
            if (candidates[i].Class == candidate.Class && candidates[i].Box.Iou(candidate.Box) > limit) return true;
        }
        return false;
    }
}
