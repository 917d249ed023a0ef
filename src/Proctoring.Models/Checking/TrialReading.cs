using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Checking;

/// <summary>What a model's head makes of its outputs, and whether that can be right.</summary>
internal sealed class TrialReading(ModelManifest manifest, InferenceSession session)
{
    /// <summary>A half, the sigmoid's of 0, is the least that a second sigmoid leaves; objectness × class score then has a quarter.</summary>
    private const float MostOfNothing = 0.2f;

    private readonly IDetectionHead _head = DetectionHead.Of(manifest);

    // Of a number, or of 1 where it is less. Sums run in another order where a batch is larger; more than this is no rounding.
    private readonly float _tolerance =
        session.InputMetadata.Values.Concat(session.OutputMetadata.Values).Any(t => t.ElementDataType == TensorElementType.Float16) ? 2e-2f : 1e-3f;

    /// <summary>A head's scores are probabilities, and most places show nothing: a manifest that is wrong about the sigmoid shows here.</summary>
    public void RequireScores(FrameOutputs outputs)
    {
        var scores = Scores(outputs);
        if (scores.Length == 0) return;
        if (scores[0] < -_tolerance || scores[^1] > 1 + _tolerance)
            throw new ModelException($"The model {manifest.Name} scores from {scores[0]:G3} to {scores[^1]:G3}; its manifest means 0 to 1, after the sigmoid.");
        if (scores[0] > MostOfNothing)
            throw new ModelException($"The model {manifest.Name} scores {scores[0]:G3} or more everywhere; its scores seem to have been through the sigmoid before.");
    }

    /// <summary>One picture gives the same alone, beside itself and beside others; with a model traced for one picture it often does not.</summary>
    public void RequireSame(FrameOutputs one, FrameOutputs other)
    {
        // A model that ranks its boxes may swap near ties: then no row is like the one in its place.
        if (_head.IsEndToEnd)
        {
            RequireClose(Scores(one), Scores(other));
            return;
        }
        for (var i = 0; i < _head.Outputs.Count; i++) RequireClose(one[i], other[i]);
    }

    private void RequireClose(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var close = one.Length == other.Length;
        for (var i = 0; close && i < one.Length; i++) close = MathF.Abs(one[i] - other[i]) <= _tolerance * MathF.Max(1, MathF.Abs(one[i]));
        if (!close) throw new ModelException($"The model {manifest.Name} mixes the pictures of a batch.");
    }

    /// <summary>Ascending.</summary>
    private float[] Scores(FrameOutputs outputs)
    {
        List<Candidate> found = [];
        _head.Read(outputs, float.NegativeInfinity, found);
        return [.. found.Select(candidate => candidate.Score).Order()];
    }
}
