using OpenCvSharp;

namespace Proctoring.Testing;

/// <summary>One scene of the catalogue.</summary>
/// <param name="Components">Of the JPEG: 1, or 3 as Chromium encodes a gray canvas.</param>
/// <param name="Phone">Null where none is in view.</param>
/// <param name="EmptyHand">A hand held up as if it had this phone in it.</param>
public sealed record SceneCatalogueEntry(string File, int Components, int Seed, Phone? Phone, Phone? EmptyHand)
{
    /// <summary>The scene as a gray JPEG of quality 50.</summary>
    public byte[] Jpeg()
    {
        if (EmptyHand is not { } hand) return Scene.Jpeg(Phone, Seed, Components);
        using var scene = Scene.Draw(seed: Seed);
        PhoneDrawing.DrawHand(scene, hand);
        // As soft as the rest of the scene, where the hand's edge is new; the noise survives in part.
        Cv2.GaussianBlur(scene, scene, new Size(0, 0), 1.5);
        using var gray = new Mat();
        Cv2.CvtColor(scene, gray, ColorConversionCodes.BGR2GRAY);
        if (Components == 1) return Scene.Encode(gray);
        Cv2.CvtColor(gray, scene, ColorConversionCodes.GRAY2BGR);
        return Scene.Encode(scene);
    }
}
