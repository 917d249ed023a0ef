using Proctoring.Contracts;

namespace Proctoring.Testing;

/// <summary>An object that a <see cref="HeadGraph"/> always sees.</summary>
/// <param name="Cell">Index of the cell that sees it, in the order of <see cref="TinyGraph.Cells"/>.</param>
/// <param name="Stride">The cell's size in pixels.</param>
/// <param name="Column">The cell's place in its level.</param>
/// <param name="Row">The cell's place in its level.</param>
/// <param name="Box">Where, in pixels of the model's input.</param>
public sealed record TinyObject(int Class, int Cell, int Stride, int Column, int Row, Box Box)
{
    public double X => (Box.X0 + Box.X1) / 2.0;

    public double Y => (Box.Y0 + Box.Y1) / 2.0;

    public double Width => Box.X1 - Box.X0;

    public double Height => Box.Y1 - Box.Y0;
}
