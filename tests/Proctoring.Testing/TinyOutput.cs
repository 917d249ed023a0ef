namespace Proctoring.Testing;

/// <param name="CellsFirst">[n, cells, channels]; otherwise [n, channels, cells].</param>
public sealed record TinyOutput(string Name, bool CellsFirst, params TinyChannel[] Channels);

/// <summary>A number a cell: a constant, plus a gain × the mean (0–1) of a colour plane over the cell.</summary>
/// <param name="Constants">One a cell.</param>
/// <param name="Gains">One a cell; none for constants alone.</param>
public sealed record TinyChannel(float[] Constants, float[]? Gains = null, int Plane = 0);
