using System.Collections.Immutable;
using Proctoring.Contracts;

namespace Proctoring.Gateway.Verdicts;

/// <summary>One watched object in one session.</summary>
/// <param name="Count">Appearances that lasted long enough.</param>
/// <param name="Presence">The appearance that is on; null when the object is out of view.</param>
/// <param name="IsCounted">Whether the appearance that is on has been counted.</param>
internal readonly record struct Appearances(string Label, int Count, Presence? Presence, bool IsCounted);

/// <summary>Counts appearances: one is counted once it has lasted, and over once the object has been absent for a while.</summary>
internal static class ObjectCounter
{
    /// <summary>Returns the very same array when nothing that it holds has changed.</summary>
    public static ImmutableArray<Appearances> Observe(
        ImmutableArray<Appearances> objects, IReadOnlyList<Detection> detections, WatchedTime time, VerdictOptions options)
    {
        for (var i = 0; i < objects.Length; i++)
        {
            var next = Observe(objects[i], IsSeen(objects[i].Label, detections, options), time, options);
            if (next != objects[i]) objects = objects.SetItem(i, next);
        }
        return objects;
    }

    /// <summary>A session that has seen nothing yet.</summary>
    public static ImmutableArray<Appearances> Start(VerdictOptions options) =>
        [.. options.Watched.Append(Labels.CellPhone).Distinct().Select(label => new Appearances(label, 0, null, false))];

    private static Appearances Observe(Appearances item, bool isSeen, WatchedTime time, VerdictOptions options)
    {
        if (item.Presence is { } presence)
        {
            var step = presence.Step(isSeen, time, options.AppearanceEnds, options.BlindTolerance);
            if (step.End == PresenceEnd.None) return Count(item with { Presence = step.Presence }, options);
            item = item with { Presence = null, IsCounted = false };
        }
        return isSeen ? Count(item with { Presence = default(Presence) }, options) : item;
    }

    private static Appearances Count(Appearances item, VerdictOptions options)
    {
        var isDue = !item.IsCounted && item.Presence!.Value.Held >= options.AppearanceLasts;
        return isDue ? item with { Count = item.Count + 1, IsCounted = true } : item;
    }

    private static bool IsSeen(string label, IReadOnlyList<Detection> detections, VerdictOptions options)
    {
        var floor = label == Labels.CellPhone ? options.PhoneScore : options.ObjectScore;
        for (var i = 0; i < detections.Count; i++)
        {
            if (detections[i].Label == label && detections[i].Score >= floor) return true;
        }
        return false;
    }
}
