namespace Proctoring.Testing.Clips;

/// <summary>The clips that change gating is judged on. They were chosen before anything was tuned, and are the same ones every time.</summary>
public static class ClipCatalogue
{
    /// <summary>Nothing but a seated candidate: 40 clips.</summary>
    public static IReadOnlyList<Clip> Quiet() =>
        [.. from seed in Enumerable.Range(1, 10) from motion in Enum.GetValues<Motion>() select new Clip(motion, null, seed)];

    /// <summary>A phone comes into view and stays: 208 clips.</summary>
    public static IReadOnlyList<Clip> WithPhone() =>
        [.. from seed in Enumerable.Range(101, 13) from motion in Enum.GetValues<Motion>() from phone in Enum.GetValues<PhoneMotion>() select new Clip(motion, phone, seed)];
}
