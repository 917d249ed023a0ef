using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision;

namespace Proctoring.Standalone.Tests.Camera;

/// <summary>The browser tests trust the camera's pictures: the default model sees the phone in each, and none where there is none.</summary>
public sealed class CameraClipTests : IAsyncLifetime
{
    private Detector _detector = null!;
    private DetectorTurn _turn = null!;

    public async Task InitializeAsync()
    {
        _detector = Detector.Load(new DetectorOptions { Model = Repository.Model, Concurrency = 1 }, TimeProvider.System);
        _turn = await _detector.EnterAsync(CancellationToken.None);
    }

    // Well apart from the threshold of 0.35: the page encodes once more before the server looks.
    [Fact]
    public void WithPhone_EveryPicture_IsRecognised() => Assert.All(CameraClip.WithPhone(), picture => Assert.True(PhoneScore(picture) > 0.42, $"{PhoneScore(picture):F2}"));

    [Fact]
    public void Alone_ThePicture_ShowsNoPhone() => Assert.True(PhoneScore(CameraClip.Alone()) < 0.2);

    private float PhoneScore(byte[] picture)
    {
        using var result = _turn.Analyze(picture, new AnalysisRequest { Gray = true, ScoreFloor = 0.01f });
        Assert.Null(result.Failure);
        return result.Detections.Where(d => d.Label == Labels.CellPhone).Select(d => d.Score).FirstOrDefault();
    }

    public Task DisposeAsync()
    {
        _turn.Dispose();
        _detector.Dispose();
        return Task.CompletedTask;
    }
}
