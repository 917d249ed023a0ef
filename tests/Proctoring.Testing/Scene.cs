using OpenCvSharp;
using Proctoring.Testing.Clips;

namespace Proctoring.Testing;

/// <summary>Draws what a webcam would see: a seated candidate in front of a wall, with or without a phone held up.</summary>
public static class Scene
{
    public const int Width = 640;
    public const int Height = 480;

    /// <summary>Standard deviation in pixels: cheap lenses are soft, and drawn edges are harder than any camera's.</summary>
    private const double WebcamBlur = 2;

    /// <summary>A phone that the default model recognises without doubt.</summary>
    public static readonly Phone HeldUp = new(440, 235, 135);

    /// <summary>The scene in colour (BGR). Dispose it.</summary>
    /// <param name="seed">Varies light, noise and the candidate's place.</param>
    public static Mat Draw(Phone? phone = null, int seed = 1) => Draw(phone, seed, Pose.Still, noise: seed);

    /// <param name="pose">How the candidate sits.</param>
    /// <param name="noise">Seed of the camera's noise alone.</param>
    public static Mat Draw(Phone? phone, int seed, Pose pose, int noise)
    {
        var random = new Random(seed);
        var scene = new Mat(Height, Width, MatType.CV_8UC3, new Scalar(168, 176, 182));
        DrawWall(scene, random);
        DrawCandidate(scene, 250 + random.Next(-30, 30), pose);
        if (phone is { } held)
        {
            PhoneDrawing.Draw(scene, held);
            PhoneDrawing.DrawHand(scene, held);
        }
        Cv2.GaussianBlur(scene, scene, new Size(0, 0), WebcamBlur);
        AddNoise(scene, noise);
        if (pose.Light != 1) scene.ConvertTo(scene, -1, pose.Light);
        return scene;
    }

    /// <summary>The scene as a gray JPEG of quality 50.</summary>
    /// <param name="components">1, or 3 as Chromium encodes a gray canvas (4:2:0).</param>
    public static byte[] Jpeg(Phone? phone = null, int seed = 1, int components = 1)
    {
        using var scene = Draw(phone, seed);
        using var gray = new Mat();
        Cv2.CvtColor(scene, gray, ColorConversionCodes.BGR2GRAY);
        if (components == 1) return Encode(gray);
        using var three = new Mat();
        Cv2.CvtColor(gray, three, ColorConversionCodes.GRAY2BGR);
        return Encode(three);
    }

    public static byte[] Encode(Mat picture, int quality = 50)
    {
        Cv2.ImEncode(".jpg", picture, out var jpeg, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
        return jpeg;
    }

    private static void DrawWall(Mat scene, Random random)
    {
        for (var y = 0; y < Height; y++)
        {
            var light = 150 + y * 40.0 / Height + random.NextDouble() * 2;
            Cv2.Line(scene, new Point(0, y), new Point(Width, y), new Scalar(light - 10, light, light + 4));
        }
        Cv2.Rectangle(scene, new Rect(30, 40, 110, 150), new Scalar(120, 110, 105), -1);
        Cv2.Rectangle(scene, new Rect(40, 50, 90, 130), new Scalar(190, 200, 205), -1);
    }

    private static void DrawCandidate(Mat scene, int x, Pose pose)
    {
        Cv2.Ellipse(scene, new Point(x, 520 + pose.Chest), new Size(175, 200), 0, 180, 360, new Scalar(96, 70, 52), -1, LineTypes.AntiAlias);
        Cv2.Rectangle(scene, new Rect(x - 28, 280, 56, 60), new Scalar(130, 155, 200), -1);
        x += pose.Head;
        Cv2.Ellipse(scene, new Point(x, 205), new Size(72, 95), 0, 0, 360, new Scalar(140, 170, 215), -1, LineTypes.AntiAlias);
        Cv2.Ellipse(scene, new Point(x, 150), new Size(78, 55), 0, 180, 360, new Scalar(30, 40, 55), -1, LineTypes.AntiAlias);
        foreach (var side in (ReadOnlySpan<int>)[-1, 1])
        {
            Cv2.Ellipse(scene, new Point(x + side * 28, 200), new Size(11, 6), 0, 0, 360, new Scalar(245, 245, 245), -1, LineTypes.AntiAlias);
            Cv2.Circle(scene, new Point(x + side * 28, 200), 5, new Scalar(40, 40, 40), -1, LineTypes.AntiAlias);
        }
        Cv2.Ellipse(scene, new Point(x, 252), new Size(22, 8), 0, 0, 180, new Scalar(90, 90, 160), 3, LineTypes.AntiAlias);
    }

    private static void AddNoise(Mat scene, int seed)
    {
        Cv2.SetTheRNG((ulong)seed);
        using var noise = new Mat(scene.Size(), MatType.CV_8UC3);
        Cv2.Randn(noise, new Scalar(8, 8, 8), new Scalar(4, 4, 4));
        Cv2.Add(scene, noise, scene);
    }
}
