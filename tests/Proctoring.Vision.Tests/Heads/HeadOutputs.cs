using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Heads;

/// <summary>Model outputs by hand: every score 0 and every side's distance 0 until a test says otherwise.</summary>
internal sealed class HeadOutputs
{
    // exp(−60) vanishes beside 1 in float, so one bin has the whole distribution and the distance is its index exactly.
    private const float Hot = 60;

    private readonly ModelManifest _manifest;

    public HeadOutputs(ModelManifest manifest)
    {
        _manifest = manifest;
        Arrays = new float[2 * manifest.Head.Levels.Count][];
        for (var level = 0; level < manifest.Head.Levels.Count; level++)
        {
            var cells = Columns(level) * (manifest.Input.Height / Stride(level));
            Arrays[2 * level] = new float[cells * manifest.Classes.Count];
            Arrays[2 * level + 1] = new float[cells * 4 * manifest.Head.Bins];
            for (var at = 0; at < Arrays[2 * level + 1].Length; at += manifest.Head.Bins) Arrays[2 * level + 1][at] = Hot;
        }
    }

    public float[][] Arrays { get; }

    public HeadOutputs Score(int level, int column, int row, int classIndex, float score)
    {
        Arrays[2 * level][(row * Columns(level) + column) * _manifest.Classes.Count + classIndex] = score;
        return this;
    }

    /// <summary>Logits of one side: 0 left, 1 top, 2 right, 3 bottom.</summary>
    public HeadOutputs Side(int level, int column, int row, int side, params float[] logits)
    {
        logits.CopyTo(Arrays[2 * level + 1], ((row * Columns(level) + column) * 4 + side) * _manifest.Head.Bins);
        return this;
    }

    /// <summary>All weight of each side on one bin.</summary>
    public HeadOutputs Distances(int level, int column, int row, params int[] bins)
    {
        for (var side = 0; side < 4; side++)
        {
            var logits = new float[_manifest.Head.Bins];
            logits[bins[side]] = Hot;
            Side(level, column, row, side, logits);
        }
        return this;
    }

    public List<Candidate> Read(float floor)
    {
        var found = new List<Candidate>();
        new NanoDetHead(_manifest).Read(Arrays, floor, found);
        return found;
    }

    private int Stride(int level) => _manifest.Head.Levels[level].Stride;

    private int Columns(int level) => _manifest.Input.Width / Stride(level);
}
