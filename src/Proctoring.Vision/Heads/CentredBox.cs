using Proctoring.Contracts;

namespace Proctoring.Vision.Heads;

internal static class CentredBox
{
    /// <summary>The corners of a box given by its centre and size.</summary>
    public static Box Of(float x, float y, float width, float height) => new(x - width / 2, y - height / 2, x + width / 2, y + height / 2);
}
