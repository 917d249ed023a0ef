namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>
/// Which of the ready pods gets a frame: of two drawn at random the one with fewer calls outstanding. That is nearly as good as
/// the least loaded of all, and gateways that know nothing of one another do not all run to the same pod.
/// </summary>
internal static class PodDraw
{
    private const int MuchMore = 2;

    // What is asked of a pod, strictest first. Each step gives up one wish; the last one always finds somebody.
    private enum Wish
    {
        None,
        NotAvoided,
        NotEjected,
        InTheDraw,
        Near,
    }

    /// <param name="ready">At least one.</param>
    /// <param name="wanted">Where an older frame of the session is; taken unless it is gone, ejected, or has far more to do than the one drawn.</param>
    /// <param name="avoided">Taken only when there is no other.</param>
    public static Pod Choose(ReadOnlySpan<Pod> ready, Pod? wanted, Pod? avoided, DateTimeOffset now, Random random)
    {
        var drawn = Draw(ready, avoided, now, random);
        if (wanted is null || wanted.Health.Weight(now) <= 0 || !ready.Contains(wanted)) return drawn;
        var others = wanted.Outstanding - 1; // the older frame is no reason to leave
        return others > MuchMore * drawn.Outstanding ? drawn : wanted;
    }

    private static Pod Draw(ReadOnlySpan<Pod> ready, Pod? avoided, DateTimeOffset now, Random random)
    {
        for (var wish = Wish.Near; wish > Wish.None; wish--)
        {
            if (Draw(ready, wish, avoided, now, random) is { } pod) return pod;
        }
        return Draw(ready, Wish.None, avoided, now, random)!;
    }

    // A reservoir of two: each pair is equally likely, in one pass and without a list.
    private static Pod? Draw(ReadOnlySpan<Pod> ready, Wish wish, Pod? avoided, DateTimeOffset now, Random random)
    {
        Pod? first = null, second = null;
        var seen = 0;
        foreach (var pod in ready)
        {
            if (!Fits(pod, wish, avoided, now, random)) continue;
            var place = seen < 2 ? seen : random.Next(seen + 1);
            if (place == 0) first = pod;
            else if (place == 1) second = pod;
            seen++;
        }
        if (second is null) return first;
        var (one, other) = (first!.Outstanding, second.Outstanding);
        return one < other || (one == other && random.Next(2) == 0) ? first : second;
    }

    private static bool Fits(Pod pod, Wish wish, Pod? avoided, DateTimeOffset now, Random random)
    {
        if (wish >= Wish.NotAvoided && pod == avoided) return false;
        if (wish >= Wish.Near && !pod.IsNear) return false;
        if (wish < Wish.NotEjected) return true;
        var weight = pod.Health.Weight(now);
        if (wish < Wish.InTheDraw) return weight > 0;
        return !pod.Rests(now) && (weight >= 1 || random.NextDouble() < weight);
    }
}
