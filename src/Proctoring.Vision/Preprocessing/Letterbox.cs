using Proctoring.Contracts;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Preprocessing;

/// <summary>Where a picture lies in the model's input: scaled to fit, the rest bars.</summary>
/// <param name="Scale">Input pixels a picture pixel.</param>
internal readonly record struct Letterbox(int SourceWidth, int SourceHeight, int Width, int Height, int Left, int Top, float Scale)
{
    public static Letterbox Fit(int sourceWidth, int sourceHeight, ModelInput input)
    {
        var scale = Math.Min((float)input.Width / sourceWidth, (float)input.Height / sourceHeight);
        var width = Math.Clamp((int)MathF.Round(sourceWidth * scale), 1, input.Width);
        var height = Math.Clamp((int)MathF.Round(sourceHeight * scale), 1, input.Height);
        var centred = input.Letterbox.Align == "centre";
        return new Letterbox(sourceWidth, sourceHeight, width, height,
            centred ? (input.Width - width) / 2 : 0, centred ? (input.Height - height) / 2 : 0, scale);
    }

    /// <summary>A box of the model's input, in pixels of the picture and clipped to it.</summary>
    public Box ToPicture(Box box) => new(
        Math.Clamp((box.X0 - Left) / Scale, 0, SourceWidth), Math.Clamp((box.Y0 - Top) / Scale, 0, SourceHeight),
        Math.Clamp((box.X1 - Left) / Scale, 0, SourceWidth), Math.Clamp((box.Y1 - Top) / Scale, 0, SourceHeight));
}
