namespace Proctoring.Models.Accuracy.Scenes;

/// <summary>Scenes that are judged together.</summary>
/// <param name="By">What varies between the groups of its kind.</param>
internal sealed record SceneGroup(string By, string Name, Func<DrawnScene, DrawnPhone, bool> Holds)
{
    /// <summary>Big enough, upright and in plain view: what no model worth running misses.</summary>
    public static readonly SceneGroup Plain = new(
        "plain", "110–150 px, ≤ 10°, ≤ 10 % covered", (_, p) => IsPlainlySized(p) && IsUpright(p) && IsUncovered(p));

    /// <summary>Each kind varies one thing and holds the others plain, so that a row blames what its name says.</summary>
    public static readonly IReadOnlyList<SceneGroup> All =
    [
        Plain,
        .. Widths(50, 70, 90, 110, 130, 150, 170),
        .. Angles(0, 10, 30, 60, 90),
        .. Shares(0, 0.1, 0.3, 0.5, 0.7),
        .. ((int[])[1, 3]).Select(n => new SceneGroup("components", $"{n}", (s, _) => s.Components == n)),
        new("all", "with a phone", (_, _) => true),
    ];

    private static IEnumerable<SceneGroup> Widths(params double[] limits) => Steps(limits).Select(step => new SceneGroup(
        "size", $"{step.From}–{step.To} px", (_, p) => step.Holds(p.Width) && IsUpright(p) && IsUncovered(p)));

    private static IEnumerable<SceneGroup> Angles(params double[] limits) => Steps(limits).Select(step => new SceneGroup(
        "angle", $"{step.From}–{step.To}°", (_, p) => step.Holds(Math.Abs(p.Angle)) && IsPlainlySized(p) && IsUncovered(p)));

    private static IEnumerable<SceneGroup> Shares(params double[] limits) => Steps(limits).Select(step => new SceneGroup(
        "covered", $"{100 * step.From}–{100 * step.To} %", (_, p) => step.Holds(p.Covered) && IsPlainlySized(p) && IsUpright(p)));

    private static IEnumerable<Step> Steps(double[] limits) =>
        limits.Zip(limits.Skip(1), (from, to) => new Step(from, to, IsLowest: from == limits[0]));

    private static bool IsPlainlySized(DrawnPhone phone) => phone.Width is >= 110 and <= 150;

    private static bool IsUpright(DrawnPhone phone) => Math.Abs(phone.Angle) <= 10;

    private static bool IsUncovered(DrawnPhone phone) => phone.Covered <= 0.1;

    // What lies on a limit belongs to the step below it.
    private readonly record struct Step(double From, double To, bool IsLowest)
    {
        public bool Holds(double value) => value <= To && (value > From || (IsLowest && value == From));
    }
}
