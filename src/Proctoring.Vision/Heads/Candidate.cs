using Proctoring.Contracts;

namespace Proctoring.Vision.Heads;

/// <summary>A box of one class before suppression, in pixels of the model's input.</summary>
internal readonly record struct Candidate(int Class, float Score, Box Box)
{
    /// <summary>Whether score and corners are numbers that can be drawn, compared and sent.</summary>
    public bool IsFinite =>
        float.IsFinite(Score) && float.IsFinite(Box.X0) && float.IsFinite(Box.Y0) && float.IsFinite(Box.X1) && float.IsFinite(Box.Y1);
}
