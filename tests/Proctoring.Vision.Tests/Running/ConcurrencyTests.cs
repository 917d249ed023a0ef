using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Running;

[Collection(DefaultModelCollection.Name)]
public sealed class ConcurrencyTests(DefaultModel model)
{
    [Fact]
    public async Task Analyze_EightCallersOnThreePlaces_EachGetsItsOwnFramesDetections()
    {
        byte[][] scenes =
        [
            Scene.Jpeg(Scene.HeldUp, seed: 1), Scene.Jpeg(seed: 2), Scene.Jpeg(Scene.HeldUp with { X = 150 }, seed: 3, components: 3),
            Scene.Jpeg(Scene.HeldUp with { X = 330 }, seed: 4), Scene.Jpeg(seed: 5, components: 3),
        ];
        var alone = new List<IReadOnlyList<Detection>>();
        foreach (var scene in scenes) alone.Add(await AnalyzeAsync(model.Detector, scene));
        Assert.Equal(scenes.Length, alone.Select(d => string.Join(' ', d)).Distinct().Count()); // else a mix-up would not show

        await OnEightTasksAsync(async task =>
        {
            for (var i = 0; i < 6; i++)
            {
                var scene = (task + i) % scenes.Length;
                Detections.AssertSame(alone[scene], await AnalyzeAsync(model.Detector, scenes[scene]));
            }
        });
    }

    [Fact]
    public async Task Analyze_ManyShapesAndLevelsAtOnce_EachGetsItsOwnFramesLevel()
    {
        using var detector = TinyModel.Load(options: new DetectorOptions { Cores = 2, Concurrency = 3 });

        await OnEightTasksAsync(async task =>
        {
            for (var i = 0; i < 60; i++)
            {
                var level = 40 + (60 * task + i) * 37 % 200;
                using var flat = new Mat(i % 3 == 0 ? 64 : 32, i % 3 == 1 ? 64 : 32, MatType.CV_8UC1, new Scalar(level));
                var detections = await AnalyzeAsync(detector, Scene.Encode(flat, quality: 100), floor: 0.1f);
                Assert.All(detections, d => Assert.Equal(level / 255f, d.Score, 1.5f / 255));
                Assert.Equal(i % 3 == 2 ? 16 * 3 : 8 * 3, detections.Count); // half of the cells are bars unless the picture is square
            }
        });
    }

    [Fact]
    public void IsAlone_WhileOneFrameIsInWork_AndNotBesideOthers()
    {
        Assert.False(model.Detector.IsAlone);
        model.Detector.StartWork();
        Assert.True(model.Detector.IsAlone);
        model.Detector.StartWork();
        Assert.False(model.Detector.IsAlone);
        model.Detector.EndWork();
        Assert.True(model.Detector.IsAlone);
        model.Detector.EndWork();
        Assert.False(model.Detector.IsAlone);
    }

    // On threads of their own, all at once: the pool would start them one after another on a small machine.
    private static async Task OnEightTasksAsync(Func<int, Task> work)
    {
        using var together = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(task => Task.Factory.StartNew(
            async () =>
            {
                together.SignalAndWait();
                await work(task);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
    }

    private static async Task<IReadOnlyList<Detection>> AnalyzeAsync(Detector detector, byte[] jpeg, float? floor = null)
    {
        using var turn = await detector.EnterAsync(CancellationToken.None);
        using var frame = turn.Analyze(jpeg, AnalysisRequest.Proctoring with { ScoreFloor = floor });
        Assert.Null(frame.Failure);
        return frame.Detections;
    }
}
