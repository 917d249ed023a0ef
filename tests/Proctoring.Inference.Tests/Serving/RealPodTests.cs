using System.Runtime.InteropServices;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Proctoring.Inference.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Vision;
using Stock;

namespace Proctoring.Inference.Tests.Serving;

/// <summary>The real process with the real model.</summary>
public sealed class RealPodTests : IAsyncLifetime
{
    private ServerProcess _pod = null!;
    private GrpcChannel _channel = null!;
    private GRPCInferenceService.GRPCInferenceServiceClient _client = null!;

    public async Task InitializeAsync()
    {
        _pod = await ServerProcess.StartAsync(InferencePod.Project);
        _channel = GrpcChannel.ForAddress(_pod.Grpc);
        _client = new GRPCInferenceService.GRPCInferenceServiceClient(_channel);
    }

    public async Task DisposeAsync()
    {
        _channel.Dispose();
        await _pod.DisposeAsync();
    }

    [Fact]
    public async Task Infer_Pictures_GivesWhatTheDetectorInProcessGives()
    {
        using var detector = Detector.Load(new DetectorOptions { Model = Repository.Model }, TimeProvider.System);
        using var turn = await detector.EnterAsync(CancellationToken.None);
        byte[][] pictures = [Scene.Jpeg(Scene.HeldUp), Scene.Jpeg(seed: 2), Scene.Jpeg(Scene.HeldUp with { X = 150 }, seed: 3)];

        var response = await _client.ModelInferAsync(Frames.RawRequest(pictures).With("score_threshold", new Parameter { Number = 0.2 }));

        for (var i = 0; i < pictures.Length; i++)
        {
            using var expected = turn.Analyze(pictures[i], new AnalysisRequest { ScoreFloor = 0.2f });
            var rows = response.Rows(i);
            Assert.Equal(expected.Detections.Select(d => d.Label), rows.Select(row => detector.Manifest.Classes[(int)row[5]]));
            foreach (var (detection, row) in expected.Detections.Zip(rows))
            {
                Assert.Equal(detection.Score, row[4], 1e-3f);
                Assert.Equal(detection.Box.X0, row[0], 0.5f);
                Assert.Equal(detection.Box.Y1, row[3], 0.5f);
            }
        }
        Assert.Equal("CPU", response.Parameters["provider"].Text);
        Assert.Contains("67:cell phone", response.Parameters["labels"].Text);
        Assert.True(response.Parameters["infer_us"].Whole > 0);
    }

    [Fact]
    public async Task Infer_Annotated_IsThePictureWithBoxes()
    {
        var request = Frames.Request(Scene.Jpeg(Scene.HeldUp));
        request.Outputs[0].Name = "ANNOTATED";

        var response = await _client.ModelInferAsync(request);

        var raw = response.RawOutputs.Single().Span;
        Assert.Equal(raw.Length - 4, MemoryMarshal.Read<int>(raw));
        using var picture = OpenCvSharp.Cv2.ImDecode(raw[4..], OpenCvSharp.ImreadModes.Color);
        Assert.Equal((640, 480), (picture.Width, picture.Height));
    }

    [Fact]
    public async Task Infer_BrokenPicture_IsToldWhichAndWhy()
    {
        var one = await Assert.ThrowsAsync<RpcException>(async () => await _client.ModelInferAsync(Frames.Request([1, 2, 3])));
        Assert.Equal((StatusCode.InvalidArgument, "Frame conversion failed"), (one.StatusCode, one.Status.Detail));

        var second = await Assert.ThrowsAsync<RpcException>(async () => await _client.ModelInferAsync(Frames.Request(Scene.Jpeg(), new byte[300_000])));
        Assert.Equal("Picture 2 of 2: The frame has 300,000 bytes; the limit is 262,144.", second.Status.Detail);
    }

    [Fact]
    public async Task Health_OverGrpcAndHttp_IsServing()
    {
        var health = await new Health.HealthClient(_channel).CheckAsync(new HealthCheckRequest());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        var readiness = await _pod.ReadinessAsync();
        Assert.Equal(("Healthy", "CPU", "nanodet-g"), (readiness.GetProperty("status").GetString(), readiness.GetProperty("provider").GetString(), readiness.GetProperty("model").GetString()));
        Assert.Equal(1, await _pod.MetricAsync("proctoring_inference_provider{provider=\"CPU\",network=\"nanodet-g\"}"));
        Assert.Equal(1, await _pod.MetricAsync("proctoring_inference_provider_time_share{provider=\"CPU\"}"));
    }

    [Fact]
    public async Task Reflection_Tool_LearnsTheService()
    {
        using var reflection = new ServerReflection.ServerReflectionClient(_channel).ServerReflectionInfo();
        await reflection.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.True(await reflection.ResponseStream.MoveNext(CancellationToken.None));

        var services = reflection.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name);

        Assert.Contains("inference.GRPCInferenceService", services);
        Assert.Contains("grpc.health.v1.Health", services);
    }

    [Fact]
    public async Task Metrics_AfterFrames_CountOutcomesAndStages()
    {
        await _client.ModelInferAsync(Frames.Request(Scene.Jpeg(), Scene.Jpeg()));

        Assert.Equal(2, await _pod.MetricAsync("proctoring_inference_frames_total{outcome=\"analysed\"}"));
        Assert.Equal(2, await _pod.MetricAsync("proctoring_inference_latency_seconds_count{stage=\"total\",provider=\"CPU\"}"));
        Assert.Equal(2, await _pod.MetricAsync("proctoring_inference_batch_frames_sum"));
        Assert.Equal(32, await _pod.MetricAsync("proctoring_inference_queue_room"));
    }

    [Fact]
    public async Task Stop_FramesInWorkAndWaiting_AreAnsweredAndThePodEndsInOrder()
    {
        var calls = Enumerable.Range(1, 8).Select(seed => _client.ModelInferAsync(Frames.Request(Scene.Jpeg(seed: seed))).ResponseAsync).ToArray();
        await Task.WhenAny(calls);

        Assert.Equal(0, await _pod.StopAsync());

        Assert.All(await Task.WhenAll(calls), response => Assert.NotEmpty(response.Outputs));
    }
}
