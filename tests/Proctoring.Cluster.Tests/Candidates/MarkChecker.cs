namespace Proctoring.Cluster.Tests.Candidates;

/// <summary>Compares the marks that are stored with what a candidate showed and what became of its frames.</summary>
internal static class MarkChecker
{
    /// <returns>What is wrong: <c>missing</c>, <c>twice</c> or <c>false</c>; empty when all is well.</returns>
    public static IEnumerable<string> Check(IEnumerable<Stretch> stretches, StoredTimeline stored)
    {
        if (stored.Marks != stored.Episodes.Count) yield return $"false: {stored.Marks} marks are counted and {stored.Episodes.Count} stored";
        var rest = stored.Episodes.ToList();
        foreach (var stretch in stretches)
        {
            var marks = rest.Where(mark => mark.At >= stretch.From - Stretch.Slack && mark.At <= stretch.To + Stretch.Slack).ToList();
            rest.RemoveAll(marks.Contains);
            if (marks.Count == 0 && stretch.MustBeMarked) yield return $"missing: {stretch}";
            if (marks.Count > (stretch.MayBeTwo ? 2 : 1)) yield return $"twice: {marks.Count} marks in {stretch}";
            if (marks.Count > 0 && !stretch.MayBeMarked) yield return $"false: {stretch}";
            foreach (var mark in marks.Where(mark => mark.Held < Stretch.Hold || mark.At - stretch.From < Stretch.Hold - Stretch.Slack))
                yield return $"false: marked at {mark.At:HH:mm:ss.fff} after {mark.Held.TotalSeconds:F2} s in {stretch}";
        }
        foreach (var mark in rest) yield return $"false: there was no phone at {mark.At:HH:mm:ss.fff}";
    }
}
