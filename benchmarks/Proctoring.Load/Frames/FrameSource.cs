using Proctoring.Testing;

namespace Proctoring.Load.Frames;

/// <summary>What candidates send: drawn scenes that move a little, or the JPEGs of a folder.</summary>
internal sealed class FrameSource
{
    private const int Scenes = 8;

    private readonly byte[][] _plain;
    private readonly byte[][] _phone;
    private readonly int _withPhone;

    private FrameSource(byte[][] plain, byte[][] phone, int withPhone) => (_plain, _phone, _withPhone) = (plain, phone, withPhone);

    public static FrameSource Of(LoadPlan plan)
    {
        if (plan.Folder is { } folder)
        {
            var files = Directory.EnumerateFiles(folder).Where(file => Path.GetExtension(file).ToLowerInvariant() is ".jpg" or ".jpeg").Order().Select(File.ReadAllBytes).ToArray();
            if (files.Length == 0) throw new InvalidOperationException($"There are no JPEGs in {folder}.");
            return new FrameSource(files, files, 0);
        }
        return new FrameSource(Draw(null), Draw(Scene.HeldUp), (int)Math.Round(plan.Candidates * plan.Phones));
    }

    /// <summary>The nth frame of a candidate.</summary>
    public byte[] Of(int candidate, long number)
    {
        var frames = candidate < _withPhone ? _phone : _plain;
        return frames[(candidate + number) % frames.Length];
    }

    private static byte[][] Draw(Phone? phone) => [.. Enumerable.Range(1, Scenes).Select(seed => Scene.Jpeg(phone, seed, components: 3))];
}
