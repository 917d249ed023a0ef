using Proctoring.Capacity.Figures;

namespace Proctoring.Capacity.Planning;

/// <summary>The straight line through a gateway's CPU by its sockets.</summary>
/// <param name="Slope">CPU milliseconds a candidate-second.</param>
/// <param name="Base">CPU milliseconds a second without anybody.</param>
/// <param name="R2">Share of the differences that the line explains.</param>
/// <param name="Worst">Greatest deviation of a point from the line, as a share of the line there.</param>
internal sealed record SocketFit(double Slope, double Base, double R2, double Worst, IReadOnlyList<(double Sockets, double Cpu)> Points)
{
    public double At(double sockets) => Base + Slope * sockets;

    /// <summary>Candidates that so many cores carry.</summary>
    public double Carried(double cores) => Math.Max(0, 1000 * cores - Math.Max(0, Base)) / Slope;

    public static SocketFit Of(FigureBook figures) => Of([.. from sockets in BenchFigures.Sockets let figure = figures.Find($"gateway-cpu-{sockets}") where figure is not null select ((double)sockets, figure.Value)]);

    /// <summary>Least squares.</summary>
    public static SocketFit Of(IReadOnlyList<(double Sockets, double Cpu)> points)
    {
        var (x, y) = (points.Average(point => point.Sockets), points.Average(point => point.Cpu));
        var slope = points.Sum(point => (point.Sockets - x) * (point.Cpu - y)) / points.Sum(point => (point.Sockets - x) * (point.Sockets - x));
        var line = new SocketFit(slope, y - slope * x, 0, 0, points);
        var (off, all) = (points.Sum(point => Math.Pow(point.Cpu - line.At(point.Sockets), 2)), points.Sum(point => Math.Pow(point.Cpu - y, 2)));
        return line with { R2 = 1 - off / all, Worst = points.Max(point => Math.Abs(point.Cpu / line.At(point.Sockets) - 1)) };
    }
}
