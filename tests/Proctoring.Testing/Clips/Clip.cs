using OpenCvSharp;

namespace Proctoring.Testing.Clips;

/// <summary>What a webcam sees of one candidate: a gray JPEG of quality 50 every 300 ms. The same for the same kind and seed.</summary>
/// <param name="Phone">Null where none comes into view.</param>
public sealed record Clip(Motion Motion, PhoneMotion? Phone, int Seed)
{
    public const int Frames = 42;
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    public string Name => Phone is { } phone ? $"{Motion}, phone {phone}, {Seed}" : $"{Motion}, {Seed}";

    /// <summary>Since when there is a phone in the picture, from the clip's start on; null where none comes.</summary>
    public TimeSpan? PhoneFrom => Phone is null ? null : Place(new Random(Seed)).From * Interval;

    public byte[] Jpeg(int frame) => Jpeg(frame * Interval);

    /// <param name="at">Since the clip's start; before it there is no phone.</param>
    public byte[] Jpeg(TimeSpan at)
    {
        var frame = at / Interval;
        using var scene = Scene.Draw(PhoneAt(frame), Seed, PoseAt(at.TotalSeconds), noise: (Seed * 1000) + (int)Math.Round(frame));
        using var gray = new Mat();
        Cv2.CvtColor(scene, gray, ColorConversionCodes.BGR2GRAY);
        return Scene.Encode(gray);
    }

    /// <summary>In quiet clips nothing but what is drawn here moves.</summary>
    private Pose PoseAt(double seconds)
    {
        var breath = (int)Math.Round(3 * Math.Sin((Math.Tau * seconds / 4) + Seed));
        return Motion switch
        {
            Motion.Still => Pose.Still,
            Motion.Breathing => Pose.Still with { Chest = breath },
            Motion.Light => new Pose(0, breath, 1 + (0.12 * Math.Sin((Math.Tau * seconds / 20) + Seed))),
            // The head goes to one side and back every eight seconds, as of somebody who reads and writes.
            _ => new Pose((int)Math.Round(25 * Math.Pow(Math.Sin((Math.PI * seconds / 8) + Seed), 9)), breath, 1),
        };
    }

    private Phone? PhoneAt(double frame)
    {
        if (Phone is not { } motion) return null;
        var random = new Random(Seed);
        var (x, width, from) = Place(random);
        var since = frame - from;
        return motion switch
        {
            _ when since < 0 => null,
            // Up from below in two seconds.
            PhoneMotion.Rises => new Phone(x, (int)(235 + (Math.Max(0, 1 - (since / 7.0)) * 330)), width),
            PhoneMotion.HalfHidden => new Phone(x, 260, width, random.Next(-10, 10), 0.4),
            // There at once, as when somebody leans back from it.
            PhoneMotion.LiesStill => new Phone(x, 300, width, random.Next(-30, 30)),
            _ => new Phone(x, 235, width),
        };
    }

    private static (int X, int Width, int From) Place(Random random) => (random.Next(400, 540), random.Next(100, 150), random.Next(8, 12));
}

public enum Motion
{
    Still,
    Breathing,
    Light,
    Head,
}

public enum PhoneMotion
{
    HeldUp,
    Rises,
    LiesStill,
    HalfHidden,
}
