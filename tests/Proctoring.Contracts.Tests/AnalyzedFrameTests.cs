namespace Proctoring.Contracts.Tests;

[Collection(PooledBytesCollection.Name)]
public sealed class AnalyzedFrameTests
{
    private static readonly DetectorIdentity Detector = new("CPU", "none");

    [Fact]
    public void Dispose_WithPicture_ReturnsItOnce()
    {
        var before = PooledBytes.Outstanding;
        var frame = new AnalyzedFrame { Detector = Detector }.With(PooledBytes.Rent(10));

        frame.Dispose();
        frame.Dispose();

        Assert.Equal(before, PooledBytes.Outstanding);
        Assert.Null(frame.Picture);
    }

    [Fact]
    public void TakePicture_ThenDispose_LeavesThePictureToItsNewOwner()
    {
        using var picture = PooledBytes.Copy([1, 2, 3]);
        var frame = new AnalyzedFrame { Detector = Detector }.With(picture);

        Assert.Same(picture, frame.TakePicture());
        Assert.Null(frame.TakePicture());
        frame.Dispose();

        Assert.Equal([1, 2, 3], picture.Span.ToArray());
    }

    [Fact]
    public void Failed_Always_HasASentenceAndNothingElse()
    {
        using var frame = AnalyzedFrame.Failed(Detector, "Frame conversion failed");

        Assert.Equal("Frame conversion failed", frame.Failure);
        Assert.Equal((0, 0), (frame.Width, frame.Height));
        Assert.Empty(frame.Detections);
        Assert.Null(frame.Picture);
    }
}
