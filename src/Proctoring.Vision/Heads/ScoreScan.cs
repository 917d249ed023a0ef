using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Proctoring.Contracts;

namespace Proctoring.Vision.Heads;

internal static class ScoreScan
{
    /// <summary>
    /// Index of the next score, from <paramref name="from"/> on, that is at least <paramref name="floor"/>; the number of scores when there is none.
    /// A score that is no number is below every floor.
    /// </summary>
    /// <remarks>Of some 280,000 scores nearly all are below: eight are skipped at a time (PreprocessingBenchmarks).</remarks>
    public static int NextAtLeast(ReadOnlySpan<float> scores, int from, float floor)
    {
        ref var first = ref MemoryMarshal.GetReference(scores);
        var limit = Vector256.Create(floor);
        var at = from;
        while (at <= scores.Length - 8 && !Vector256.GreaterThanOrEqualAny(Vector256.LoadUnsafe(ref first, (nuint)at), limit)) at += 8;
        while (at < scores.Length && !(scores[at] >= floor)) at++;
        return at;
    }

    /// <summary>Adds a candidate for each class that scores at least <paramref name="floor"/> at one place.</summary>
    /// <param name="scores">One a class.</param>
    public static void AddEach(ReadOnlySpan<float> scores, float floor, Box box, List<Candidate> found)
    {
        for (var at = NextAtLeast(scores, 0, floor); at < scores.Length; at = NextAtLeast(scores, at + 1, floor))
            found.Add(new Candidate(at, scores[at], box));
    }
}
