namespace Proctoring.Testing;

/// <summary>
/// The drawn scenes that a model's phone recall is judged on, the same ones every time. Each sweep varies one thing and
/// holds the others plain (110–150 px wide, within 10° of upright, covered by at most a tenth); the mixed part varies all.
/// </summary>
public static class SceneCatalogue
{
    private static readonly Interval Wide = new(110, 150);
    private static readonly Interval Upright = new(-10, 10);
    private static readonly Interval Uncovered = new(0, 0.1);

    private static readonly Sweep[] Sweeps =
    [
        new(40, Wide, Upright, Uncovered),
        .. Split(new(50, 110), 3).Append(new(150, 170)).Select(width => new Sweep(20, width, Upright, Uncovered)),
        .. ((Interval[])[new(-90, -60), new(-60, -30), new(-30, -10), new(10, 30), new(30, 60), new(60, 90)])
            .Select(angle => new Sweep(14, Wide, angle, Uncovered)),
        .. Split(new(0.1, 0.7), 3).Select(covered => new Sweep(20, Wide, Upright, covered)),
        new(60, new(50, 170), new(-90, 90), new(0, 0.7)),
    ];

    private const int EmptyHands = 40;
    private const int NoHands = 40;

    /// <summary>324 scenes with a phone, then 80 without. Every other one is coded with 3 components, the rest with 1.</summary>
    public static IReadOnlyList<SceneCatalogueEntry> All()
    {
        var random = new Random(20_261);
        (Phone? Phone, Phone? EmptyHand)[] scenes =
        [
            .. Sweeps.SelectMany(sweep => Enumerable.Range(0, sweep.Scenes).Select(_ => ((Phone?)sweep.Pick(random), (Phone?)null))),
            // What is found must be the phone and not the fingers.
            .. Enumerable.Range(0, EmptyHands).Select(_ => ((Phone?)null, (Phone?)(Sweeps[0].Pick(random) with { Covered = 0 }))),
            .. Enumerable.Repeat(((Phone?)null, (Phone?)null), NoHands),
        ];
        return [.. scenes.Select((scene, i) => Entry(i + 1, scene.Phone, scene.EmptyHand))];
    }

    private static SceneCatalogueEntry Entry(int number, Phone? phone, Phone? emptyHand) =>
        new($"scene-{number:000}.jpg", Components: number % 2 == 0 ? 3 : 1, Seed: number, phone, emptyHand);

    private static IEnumerable<Interval> Split(Interval range, int parts) =>
        Enumerable.Range(0, parts).Select(i => new Interval(range.At((double)i / parts), range.At((double)(i + 1) / parts)));

    private readonly record struct Sweep(int Scenes, Interval Width, Interval Angle, Interval Covered)
    {
        public Phone Pick(Random random) => SceneCatalogueBox.Place(random, Width.Pick(random), Angle.Pick(random), Covered.Pick(random));
    }

    private readonly record struct Interval(double From, double To)
    {
        public double At(double share) => From + (To - From) * share;

        public double Pick(Random random) => Math.Round(At(random.NextDouble()), 2);
    }
}
