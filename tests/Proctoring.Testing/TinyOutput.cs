namespace Proctoring.Testing;

/// <param name="CellsFirst">[n, cells, channels]; otherwise [n, channels, cells].</param>
public sealed record TinyOutput(string Name, bool CellsFirst, params TinyChannel[] Channels);

/// <summary>A number a cell: a constant, plus <paramref name="Gain"/> × the mean (0–1) of a colour plane over the cell.</summary>
/// <param name="Constants">One a cell.</param>
public sealed record TinyChannel(float[] Constants, int Plane = 0, float Gain = 0);
