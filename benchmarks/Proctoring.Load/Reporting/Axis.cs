using System.Globalization;

namespace Proctoring.Load.Reporting;

/// <summary>An axis from 0 to a round number, with about five ticks.</summary>
internal readonly record struct Axis(double End, double Step)
{
    private const double Wanted = 5;

    public static Axis Of(IEnumerable<double> values)
    {
        var most = values.DefaultIfEmpty(1).Max();
        if (most <= 0) most = 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(most / Wanted)));
        var step = ((double[])[1, 2, 2.5, 5, 10]).Select(factor => factor * power).First(step => most / step <= Wanted + 1e-9);
        return new Axis(step * Math.Ceiling(most / step - 1e-9), step);
    }

    public IEnumerable<double> Ticks()
    {
        for (var i = 0; i * Step <= End + Step / 2; i++) yield return i * Step;
    }

    /// <summary>A tick's words.</summary>
    public string Name(double tick) => tick.ToString(Step >= 1 ? "#,0.#" : Step >= 0.1 ? "0.##" : "0.###", CultureInfo.InvariantCulture);
}
