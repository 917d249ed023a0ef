using System.Globalization;

namespace Proctoring.Capacity.Documents;

/// <summary>Numbers as people read them: three digits that say something.</summary>
internal static class Numbers
{
    public static string Text(double value) => value switch
    {
        0 => "0",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.###", CultureInfo.InvariantCulture),
        _ => value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    public static string Percent(double share) => $"{Text(Math.Round(100 * share, share < 0.01 ? 2 : 1))} %";

    public static string Scale(int candidates) => candidates.ToString("#,0", CultureInfo.InvariantCulture);
}
