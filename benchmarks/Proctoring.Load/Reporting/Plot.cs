using System.Globalization;
using System.Net;
using System.Text;

namespace Proctoring.Load.Reporting;

/// <summary>A line of a plot.</summary>
/// <param name="Points">Those that are no number are gaps.</param>
internal sealed record Line(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>Lines over a common axis, as SVG that is coloured by the page around it.</summary>
/// <param name="Unit">Of the upright axis.</param>
/// <param name="Across">What the level axis has, with its unit.</param>
internal sealed record Plot(string Title, string Unit, string Across, params IReadOnlyList<Line> Lines)
{
    private const double Width = 720, Height = 260, Left = 52, Right = 12, Top = 14, Bottom = 34;

    public string Svg()
    {
        var points = Lines.SelectMany(line => line.Points).Where(point => double.IsFinite(point.Y)).ToList();
        var (across, upright) = (Axis.Of(points.Select(point => point.X)), Axis.Of(points.Select(point => point.Y)));
        var svg = new StringBuilder();
        svg.Append($"<figure><figcaption>{WebUtility.HtmlEncode(Title)} <span class=\"unit\">{WebUtility.HtmlEncode(Unit)}</span></figcaption>");
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(Title)}\">");
        foreach (var tick in upright.Ticks())
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{Y(tick, upright):0.#}\" y2=\"{Y(tick, upright):0.#}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick end\" x=\"{Left - 6}\" y=\"{Y(tick, upright) + 4:0.#}\">{upright.Name(tick)}</text>");
        }
        foreach (var tick in across.Ticks())
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick middle\" x=\"{X(tick, across):0.#}\" y=\"{Height - Bottom + 18}\">{across.Name(tick)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick end\" x=\"{Width - Right}\" y=\"{Height - 2}\">{WebUtility.HtmlEncode(Across)}</text>");
        for (var i = 0; i < Lines.Count; i++) svg.Append($"<path class=\"line c{i}\" d=\"{Path(Lines[i], across, upright)}\"/>");
        svg.Append("</svg>");
        svg.Append(Legend()).Append("</figure>\n");
        return svg.ToString();
    }

    private string Legend() => Lines.Count < 2 ? "" : $"<ul class=\"legend\">{string.Concat(Lines.Select((line, i) => $"<li class=\"c{i}\">{WebUtility.HtmlEncode(line.Name)}</li>"))}</ul>";

    private static string Path(Line line, Axis across, Axis upright)
    {
        var path = new StringBuilder();
        var command = 'M';
        foreach (var (x, y) in line.Points)
        {
            if (!double.IsFinite(y))
            {
                command = 'M';
                continue;
            }
            path.Append(CultureInfo.InvariantCulture, $"{command}{X(x, across):0.#} {Y(y, upright):0.#}");
            command = 'L';
        }
        return path.ToString();
    }

    private static double X(double value, Axis axis) => Left + (Width - Left - Right) * value / axis.End;

    private static double Y(double value, Axis axis) => Height - Bottom - (Height - Top - Bottom) * value / axis.End;
}
