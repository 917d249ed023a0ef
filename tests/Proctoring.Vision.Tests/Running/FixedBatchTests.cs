using OpenCvSharp;
using Proctoring.Contracts;
using Proctoring.Testing;
using Proctoring.Vision.Manifests;
using Proctoring.Vision.Tests.Models;

namespace Proctoring.Vision.Tests.Running;

/// <summary>Frames of a batch stay apart, with every head and whether the batch is the model's own or free.</summary>
public sealed class FixedBatchTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var name in HeadGraph.All.Keys)
            {
                cases.Add(name, -1);
                cases.Add(name, 4);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Analyze_FramesOfDifferentLevels_EachGetsItsOwnWhateverFillsTheBatch(string name, int batch)
    {
        var head = HeadGraph.All[name];
        foreach (var type in (OnnxType[])[OnnxType.Float, OnnxType.Half])
        {
            var options = new DetectorOptions { Cores = 1, Concurrency = 1 };
            if (batch < 0) options.BatchSizes.Add(4);
            var graph = new TinyGraph { Batch = batch, InputType = type, OutputType = type };
            using var detector = TinyModel.Load(graph, Moving(head), manifest => manifest["scoreThreshold"] = 0.01, options);
            Assert.Equal([4], detector.BatchSizes);
            detector.WarmUp();
            using var turn = await detector.EnterAsync(CancellationToken.None);

            foreach (var levels in (int[][])[[250, 60, 130, 190], [80, 220], [150], [100, 240, 170]]) AssertApart(turn, head, levels);
        }
    }

    [Fact]
    public void Load_FixedBatch_LeavesTheProvidersOwnAside()
    {
        using var detector = TinyModel.Load(new TinyGraph { Batch = 3 }, HeadGraph.All["yolo"]);

        Assert.Equal([3], detector.BatchSizes);
    }

    [Fact]
    public void Load_FreeBatch_TakesTheProviders()
    {
        using var detector = TinyModel.Load(new TinyGraph(), HeadGraph.All["yolo"]);

        Assert.Equal([1], detector.BatchSizes);
    }

    [Fact]
    public void Load_OptionsThatNameTheFixedBatch_AreTaken()
    {
        var options = new DetectorOptions { Cores = 1, Concurrency = 1, BatchSizes = { 3 } };
        using var detector = TinyModel.Load(new TinyGraph { Batch = 3 }, HeadGraph.All["yolo"], options: options);

        Assert.Equal([3], detector.BatchSizes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3, 4)]
    public void Load_OptionsThatContradictTheFixedBatch_AreRefusedAndSaySo(params int[] sizes)
    {
        var options = new DetectorOptions { Cores = 1, Concurrency = 1 };
        foreach (var size in sizes) options.BatchSizes.Add(size);

        var error = Assert.Throws<ModelException>(() => TinyModel.Load(new TinyGraph { Batch = 3 }, HeadGraph.All["yolo"], options: options)).Message;

        Assert.Contains($"Detector:BatchSizes is {string.Join(", ", sizes)}", error);
        Assert.Contains("runs in batches of 3 and no other", error);
    }

    /// <summary>The head's graph with objects that lie farther right the brighter the picture: a box of another frame shows.</summary>
    private static HeadGraph Moving(HeadGraph head) => head with
    {
        Outputs = [.. head.Outputs.Select(output => output.Name == "what" ? output : output with
        {
            Channels = [output.Channels[0] with { Gains = [.. output.Channels[0].Constants.Select(_ => 0.1f)] }, .. output.Channels[1..]],
        })],
    };

    private static void AssertApart(DetectorTurn turn, HeadGraph head, int[] levels)
    {
        var results = new AnalyzedFrame[levels.Length];
        turn.Analyze(levels.Select(Job).ToArray(), results);
        var lefts = new List<float>();
        foreach (var (level, result) in levels.Zip(results))
        {
            using var frame = result;
            var score = (float)head.Score(level / 255.0);
            Assert.Equal(3, frame.Detections.Count);
            Assert.All(frame.Detections, d => Assert.Equal(score, d.Score, 0.01f));
            lefts.Add(frame.Detections.Single(d => d.Label == "second").Box.X0);
        }
        Assert.Equal(levels.Order(), levels.Zip(lefts).OrderBy(pair => pair.Second).Select(pair => pair.First));
        Assert.Equal(lefts.Distinct(), lefts);
    }

    private static FrameJob Job(int level)
    {
        using var flat = new Mat(32, 32, MatType.CV_8UC1, new Scalar(level));
        return new FrameJob(Scene.Encode(flat, quality: 100), AnalysisRequest.Proctoring);
    }
}
