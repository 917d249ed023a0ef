using Proctoring.Vision;

namespace Proctoring.Inference.Protocol;

/// <summary>A request for inference, understood and within the limits.</summary>
/// <param name="Images">The JPEGs; they lie in the request's own memory.</param>
/// <param name="Sequence">Whose frames these are; null for none.</param>
/// <param name="Priority">0, the first, to 3.</param>
/// <param name="Timeout">From arrival; null for none.</param>
internal sealed record InferAsk(
    IReadOnlyList<ReadOnlyMemory<byte>> Images, AnalysisRequest Request, string? Sequence, int Priority, TimeSpan? Timeout, bool WantsDetections)
{
    public bool WantsPictures => Request.Picture.IsPossible;
}
