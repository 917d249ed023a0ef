using System.Globalization;
using System.Net;
using System.Text;

namespace Proctoring.Capacity.Drawing;

/// <param name="IsPoints">Drawn as points rather than as a line.</param>
internal sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points, bool IsPoints = false);

/// <summary>Lines over a common axis, as an SVG that needs nothing around it and is readable on light and dark pages.</summary>
/// <param name="Unit">Of the upright axis.</param>
/// <param name="Across">What the level axis has, with its unit.</param>
internal sealed record Chart(string Title, string Unit, string Across, params IReadOnlyList<Series> Series)
{
    private const double Width = 760, Height = 340, Left = 64, Right = 24, Top = 74, Bottom = 46;

    private const string Style = """
        svg{font:13px system-ui,sans-serif;background:#fff}.t{font-size:16px;font-weight:600;fill:#1c2128}.s{fill:#5c6570}.g{stroke:#e2e6eb}.e{text-anchor:end}.m{text-anchor:middle}
        path{fill:none;stroke-width:2.2;stroke-linejoin:round}.p0{stroke:#1f6feb}.p1{stroke:#d1570b;stroke-dasharray:9 4}.p2{stroke:#1a7f4b;stroke-dasharray:2 3}.p3{stroke:#8250df;stroke-dasharray:9 3 2 3}
        .d0{fill:#1f6feb}.d1{fill:#d1570b}.d2{fill:#1a7f4b}.d3{fill:#8250df}
        @media(prefers-color-scheme:dark){svg{background:#12161b}.t{fill:#e6e9ee}.s{fill:#9aa4b1}.g{stroke:#343b45}.p0{stroke:#6cb0ff}.p1{stroke:#ffa657}.p2{stroke:#57d38c}.p3{stroke:#c297ff}.d0{fill:#6cb0ff}.d1{fill:#ffa657}.d2{fill:#57d38c}.d3{fill:#c297ff}}
        """;

    public bool IsLogarithmicAcross { get; init; }

    public bool IsLogarithmicUpright { get; init; }

    /// <summary>End of the upright axis; null for what the values need.</summary>
    public double? Most { get; init; }

    public string Svg()
    {
        var points = Series.SelectMany(series => series.Points).ToList();
        var across = IsLogarithmicAcross ? Scale.Logarithmic(points.Select(point => point.X)) : Scale.Linear(points.Select(point => point.X), points.Max(point => point.X));
        var upright = IsLogarithmicUpright ? Scale.Logarithmic(points.Select(point => point.Y)) : Scale.Linear(points.Select(point => point.Y), Most);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{Text(Title)}\">\n<style>\n{Style}\n</style>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"t\" x=\"{Left}\" y=\"24\">{Text(Title)} <tspan class=\"s\" font-weight=\"400\" font-size=\"13\">{Text(Unit)}</tspan></text>\n");
        Grid(svg, across, upright);
        for (var i = 0; i < Series.Count; i++) Draw(svg, Series[i], i, across, upright);
        Legend(svg);
        return svg.Append("</svg>\n").ToString();
    }

    private void Grid(StringBuilder svg, Scale across, Scale upright)
    {
        foreach (var tick in upright.Ticks)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"g\" stroke-width=\"1\" style=\"stroke-width:1\" d=\"M{Left} {Y(tick, upright):0.#}H{Width - Right}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"s e\" x=\"{Left - 8}\" y=\"{Y(tick, upright) + 4:0.#}\">{Scale.Name(tick)}</text>\n");
        }
        foreach (var tick in across.Ticks) svg.Append(CultureInfo.InvariantCulture, $"<text class=\"s m\" x=\"{X(tick, across):0.#}\" y=\"{Height - Bottom + 18}\">{Scale.Name(tick)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"s e\" x=\"{Width - Right}\" y=\"{Height - 8}\">{Text(Across)}</text>\n");
    }

    private static void Draw(StringBuilder svg, Series series, int index, Scale across, Scale upright)
    {
        if (series.IsPoints)
        {
            foreach (var (x, y) in series.Points) svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"d{index}\" cx=\"{X(x, across):0.#}\" cy=\"{Y(y, upright):0.#}\" r=\"4.5\"/>\n");
            return;
        }
        var path = string.Join('L', series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X, across):0.#} {Y(point.Y, upright):0.#}")));
        svg.Append($"<path class=\"p{index}\" d=\"M{path}\"/>\n");
    }

    private void Legend(StringBuilder svg)
    {
        var at = Left;
        for (var i = 0; i < Series.Count; i++)
        {
            if (Series[i].IsPoints) svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"d{i}\" cx=\"{at + 11:0.#}\" cy=\"46\" r=\"4.5\"/>");
            else svg.Append(CultureInfo.InvariantCulture, $"<path class=\"p{i}\" d=\"M{at:0.#} 46h22\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"s\" x=\"{at + 28:0.#}\" y=\"50\">{Text(Series[i].Name)}</text>\n");
            at += 28 + 7.2 * Series[i].Name.Length + 22;
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static double X(double value, Scale scale) => Left + (Width - Left - Right) * scale.Place(value);

    private static double Y(double value, Scale scale) => Height - Bottom - (Height - Top - Bottom) * scale.Place(value);
}
