namespace Proctoring.Testing;

/// <summary>A stretch of a clip: the seated candidate, with or without a phone held up.</summary>
public readonly record struct Shot(TimeSpan Length, bool Phone);

/// <summary>Clips for Chromium's fake camera, which plays a file of concatenated JPEGs, by its ending <c>.mjpeg</c>, in a loop.</summary>
public static class CameraClip
{
    /// <summary>Chromium's pace for such a file; the file itself cannot say.</summary>
    private const int JpegsPerSecond = 30;

    /// <summary>How often the picture changes: more often than it is looked at. Each is repeated to keep the pace.</summary>
    private const int PicturesPerSecond = 5;

    /// <summary>Pictures until the hand is back where it was.</summary>
    private const int SwayPictures = 13;

    /// <summary>The candidate alone, in colour.</summary>
    public static byte[] Alone()
    {
        using var scene = Scene.Draw();
        return Scene.Encode(scene, quality: 85);
    }

    /// <summary>Every picture of the candidate with a phone, in colour. No hand is still: up to 10 pixels and 3 degrees to and fro.</summary>
    public static byte[][] WithPhone() => [.. Enumerable.Range(0, SwayPictures).Select(i =>
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * i / SwayPictures);
        using var scene = Scene.Draw(Scene.HeldUp with { X = Scene.HeldUp.X + (10 * sin), Y = Scene.HeldUp.Y + (10 * cos), Angle = 3 * cos });
        return Scene.Encode(scene, quality: 85);
    })];

    /// <summary>Writes the shots one after the other.</summary>
    public static void Write(string path, params Shot[] shots)
    {
        using var file = File.Create(path);
        var (alone, withPhone) = (Alone(), WithPhone());
        foreach (var shot in shots)
        {
            for (var i = 0; i < shot.Length.TotalSeconds * JpegsPerSecond; i++)
                file.Write(shot.Phone ? withPhone[i * PicturesPerSecond / JpegsPerSecond % SwayPictures] : alone);
        }
    }
}
