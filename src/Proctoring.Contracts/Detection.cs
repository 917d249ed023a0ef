namespace Proctoring.Contracts;

/// <summary>An object that a detector saw.</summary>
/// <param name="Label">Name of its class; one shared string a class.</param>
/// <param name="Score">0–1.</param>
/// <param name="Box">Where, in pixels of the picture as it was sent.</param>
public readonly record struct Detection(string Label, float Score, Box Box);

/// <summary>Corners of a rectangle: left, top, right, bottom, in pixels.</summary>
public readonly record struct Box(float X0, float Y0, float X1, float Y1)
{
    /// <summary>Square pixels; 0 for a box turned inside out.</summary>
    public float Area => Math.Max(0, X1 - X0) * Math.Max(0, Y1 - Y0);

    /// <summary>Intersection over union with <paramref name="other"/>, 0–1.</summary>
    public float Iou(Box other)
    {
        var overlap = new Box(Math.Max(X0, other.X0), Math.Max(Y0, other.Y0), Math.Min(X1, other.X1), Math.Min(Y1, other.Y1)).Area;
        return overlap <= 0 ? 0 : overlap / (Area + other.Area - overlap);
    }
}
