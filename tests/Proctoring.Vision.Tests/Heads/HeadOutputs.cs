using Microsoft.ML.OnnxRuntime.Tensors;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Vision.Tests.Heads;

/// <summary>Model outputs by hand: every score 0 and every side's distance 0 until a test says otherwise.</summary>
internal sealed class HeadOutputs
{
    // exp(−60) vanishes beside 1 in float, so one bin has the whole distribution and the distance is its index exactly.
    private const float Hot = 60;

    private readonly ModelManifest _manifest;
    private readonly NanoDetSettings _settings;
    private readonly NanoDetHead _head;
    private readonly OutputMemory[] _tensors;

    public HeadOutputs(ModelManifest manifest)
    {
        _manifest = manifest;
        _settings = (NanoDetSettings)manifest.Head;
        _head = new NanoDetHead(manifest, _settings);
        _tensors = [.. _head.Outputs.Select(output => new OutputMemory(TensorElementType.Float, output, frames: 1, allocator: null))];
        for (var level = 0; level < _settings.Levels.Count; level++)
        {
            var distances = _tensors[2 * level + 1].Frame<float>(0);
            for (var at = 0; at < distances.Length; at += _settings.Bins) distances[at] = Hot;
        }
    }

    public Span<float> Scores(int level) => _tensors[2 * level].Frame<float>(0);

    public HeadOutputs Score(int level, int column, int row, int classIndex, float score)
    {
        Scores(level)[(row * Columns(level) + column) * _manifest.Classes.Count + classIndex] = score;
        return this;
    }

    /// <summary>Logits of one side: 0 left, 1 top, 2 right, 3 bottom.</summary>
    public HeadOutputs Side(int level, int column, int row, int side, params float[] logits)
    {
        logits.CopyTo(_tensors[2 * level + 1].Frame<float>(0)[(((row * Columns(level) + column) * 4 + side) * _settings.Bins)..]);
        return this;
    }

    /// <summary>All weight of each side on one bin.</summary>
    public HeadOutputs Distances(int level, int column, int row, params int[] bins)
    {
        for (var side = 0; side < 4; side++)
        {
            var logits = new float[_settings.Bins];
            logits[bins[side]] = Hot;
            Side(level, column, row, side, logits);
        }
        return this;
    }

    public List<Candidate> Read(float floor)
    {
        var found = new List<Candidate>();
        Read(floor, found);
        return found;
    }

    public void Read(float floor, List<Candidate> found) => _head.Read(new FrameOutputs(_tensors, 0), floor, found);

    private int Stride(int level) => _settings.Levels[level].Stride;

    private int Columns(int level) => _manifest.Input.Width / Stride(level);
}
