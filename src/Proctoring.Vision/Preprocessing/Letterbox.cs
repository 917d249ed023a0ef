using Proctoring.Contracts;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>Where a picture lies in the model's input: scaled to fit, the rest bars; or stretched to cover it.</summary>
/// <param name="ScaleX">Input pixels a picture pixel, along a row.</param>
/// <param name="ScaleY">Input pixels a picture pixel, along a column; another than <paramref name="ScaleX"/> only where the picture is stretched.</param>
internal readonly record struct Letterbox(int SourceWidth, int SourceHeight, int Width, int Height, int Left, int Top, float ScaleX, float ScaleY)
{
    public static Letterbox Fit(int sourceWidth, int sourceHeight, ModelInput input)
    {
        var (scaleX, scaleY) = ((float)input.Width / sourceWidth, (float)input.Height / sourceHeight);
        if (input.Letterbox.Align == "stretch") return new Letterbox(sourceWidth, sourceHeight, input.Width, input.Height, 0, 0, scaleX, scaleY);
        var scale = Math.Min(scaleX, scaleY);
        var width = Math.Clamp((int)MathF.Round(sourceWidth * scale), 1, input.Width);
        var height = Math.Clamp((int)MathF.Round(sourceHeight * scale), 1, input.Height);
        var centred = input.Letterbox.Align == "centre";
        return new Letterbox(sourceWidth, sourceHeight, width, height,
            centred ? (input.Width - width) / 2 : 0, centred ? (input.Height - height) / 2 : 0, scale, scale);
    }

    /// <summary>A box of the model's input, in pixels of the picture and clipped to it.</summary>
    public Box ToPicture(Box box) => new(
        Math.Clamp((box.X0 - Left) / ScaleX, 0, SourceWidth), Math.Clamp((box.Y0 - Top) / ScaleY, 0, SourceHeight),
        Math.Clamp((box.X1 - Left) / ScaleX, 0, SourceWidth), Math.Clamp((box.Y1 - Top) / ScaleY, 0, SourceHeight));
}
