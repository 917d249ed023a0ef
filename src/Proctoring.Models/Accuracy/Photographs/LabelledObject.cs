using Proctoring.Contracts;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>An object that somebody marked in a photograph.</summary>
/// <param name="Share">Where, in shares (0–1) of the picture's width and height.</param>
internal readonly record struct LabelledObject(string Label, Box Share)
{
    /// <summary>Where, in pixels of a picture of that size.</summary>
    public Box In(int width, int height) => new(Share.X0 * width, Share.Y0 * height, Share.X1 * width, Share.Y1 * height);
}
