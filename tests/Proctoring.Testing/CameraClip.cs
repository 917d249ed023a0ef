namespace Proctoring.Testing;

/// <summary>A stretch of a clip: the seated candidate, with or without a phone held up.</summary>
public readonly record struct Shot(TimeSpan Length, bool Phone);

/// <summary>Clips for Chromium's fake camera, which plays a file of concatenated JPEGs, by its ending <c>.mjpeg</c>, in a loop.</summary>
public static class CameraClip
{
    /// <summary>Chromium's pace for such a file; the file itself cannot say.</summary>
    private const int JpegsPerSecond = 30;

    /// <summary>Different pictures a second: more than are looked at. Each is repeated to keep the pace.</summary>
    private const int PicturesPerSecond = 5;

    private static readonly TimeSpan SwayPeriod = TimeSpan.FromSeconds(2.6);

    /// <summary>Writes the shots one after the other.</summary>
    public static void Write(string path, params Shot[] shots)
    {
        using var file = File.Create(path);
        foreach (var picture in Pictures(shots))
        {
            for (var i = 0; i < JpegsPerSecond / PicturesPerSecond; i++) file.Write(picture.Jpeg);
        }
    }

    /// <summary>The different pictures of the shots, in colour.</summary>
    public static IEnumerable<(byte[] Jpeg, bool Phone)> Pictures(params Shot[] shots)
    {
        foreach (var shot in shots)
        {
            for (var i = 0; i < shot.Length.TotalSeconds * PicturesPerSecond; i++)
            {
                using var scene = Scene.Draw(shot.Phone ? Held(TimeSpan.FromSeconds((double)i / PicturesPerSecond)) : null);
                yield return (Scene.Encode(scene, quality: 85), shot.Phone);
            }
        }
    }

    // No hand is still: up to 10 pixels and 3 degrees to and fro.
    private static Phone Held(TimeSpan since)
    {
        var (sin, cos) = Math.SinCos(2 * Math.PI * (since / SwayPeriod));
        return Scene.HeldUp with { X = Scene.HeldUp.X + 10 * sin, Y = Scene.HeldUp.Y + 10 * cos * sin, Angle = 3 * cos };
    }
}
