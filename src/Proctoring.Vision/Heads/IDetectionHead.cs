namespace Proctoring.Vision.Heads;

/// <summary>Turns a model's outputs into boxes. One a frame in work; not for concurrent use.</summary>
internal interface IDetectionHead
{
    /// <summary>The outputs that <see cref="Read"/> wants, in its order.</summary>
    IReadOnlyList<HeadOutput> Outputs { get; }

    /// <summary>
    /// Whether the model itself has left one box an object, in an order of its own. No suppression follows then: boxes that
    /// still overlap are objects that do.
    /// </summary>
    bool IsEndToEnd { get; }

    /// <summary>Adds what scores at least <paramref name="floor"/> (0–1), in pixels of the model's input.</summary>
    void Read(FrameOutputs outputs, float floor, List<Candidate> found);
}
