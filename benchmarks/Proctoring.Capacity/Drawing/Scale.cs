using System.Globalization;

namespace Proctoring.Capacity.Drawing;

/// <summary>An axis: from where to where, linear or by powers of ten, and its ticks.</summary>
internal sealed record Scale(double From, double To, bool IsLogarithmic, IReadOnlyList<double> Ticks)
{
    private const double Wanted = 5;

    /// <summary>0 at the one end, 1 at the other.</summary>
    public double Place(double value) => IsLogarithmic ? Math.Log(Math.Max(value, From) / From) / Math.Log(To / From) : (value - From) / (To - From);

    public static Scale Linear(IEnumerable<double> values, double? to = null)
    {
        var most = to ?? Math.Max(values.DefaultIfEmpty(1).Max(), 1e-9);
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / Wanted)));
        var step = ((double[])[1, 2, 2.5, 5, 10]).Select(factor => factor * power).First(each => most / each <= Wanted + 1e-9);
        var end = to ?? step * Math.Ceiling(most / step - 1e-9);
        return new Scale(0, end, false, [.. Enumerable.Range(0, (int)(end / step + 1e-9) + 1).Select(i => i * step)]);
    }

    public static Scale Logarithmic(IEnumerable<double> values)
    {
        var positive = values.Where(value => value > 0).DefaultIfEmpty(1).ToList();
        var (low, high) = ((int)Math.Floor(Math.Log10(positive.Min()) + 1e-9), (int)Math.Ceiling(Math.Log10(positive.Max()) - 1e-9));
        if (high == low) high++;
        return new Scale(Math.Pow(10, low), Math.Pow(10, high), true, [.. Enumerable.Range(low, high - low + 1).Select(i => Math.Pow(10, i))]);
    }

    public static string Name(double tick) => tick switch
    {
        >= 1_000_000 => (tick / 1_000_000).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 10_000 => (tick / 1_000).ToString("0.##", CultureInfo.InvariantCulture) + " k",
        _ => tick.ToString("#,0.####", CultureInfo.InvariantCulture),
    };
}
