using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Contracts;
using Proctoring.Inference.Batching;
using Proctoring.Inference.Serving;
using Proctoring.Testing;
using Stock;

namespace Proctoring.Inference.Tests.Hosting;

/// <summary>The real service without a detector behind its queue: tests take frames out themselves, by a clock that they turn.</summary>
internal sealed class QueueHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private QueueHost(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToArray();
        Http = new HttpClient { BaseAddress = new Uri(addresses[0]) };
        _channel = GrpcChannel.ForAddress(addresses[1]);
        Client = new GRPCInferenceService.GRPCInferenceServiceClient(_channel);
    }

    public HttpClient Http { get; }

    public GRPCInferenceService.GRPCInferenceServiceClient Client { get; }

    public FakeTimeProvider Clock { get; private init; } = null!;

    public FrameQueue Queue => _app.Services.GetRequiredService<FrameQueue>();

    public Service Service => _app.Services.GetRequiredService<Service>();

    public static async Task<QueueHost> StartAsync(params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(
            ["--Server:HttpPort=0", "--Server:GrpcPort=0", "--Server:ManagementPort=0", $"--Detector:Model={Repository.Model}", .. settings]);
        builder.Logging.ClearProviders();
        builder.AddInference();
        builder.Services.Remove(builder.Services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(DetectorHost)));
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow); // near the time by which clients set deadlines
        builder.Services.AddSingleton<TimeProvider>(clock);
        var app = builder.Build();
        app.MapInference();
        await app.StartAsync();
        var host = new QueueHost(app) { Clock = clock };
        host.Service.Begin(new ServedModel("1", "script", "Script", ["person", "cell phone"], 1), "scripted");
        return host;
    }

    /// <summary>Waits until as many frames wait.</summary>
    public Task WaitingAsync(int frames) => Eventually.TrueAsync(() => Queue.Waiting == frames, $"{frames} frames wait");

    /// <summary>Takes what waits, as a worker does.</summary>
    public async Task<PendingFrame[]> TakeAsync(int most = 16)
    {
        var batch = new PendingFrame[most];
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        return batch[..await Queue.TakeAsync(batch, deadline.Token)];
    }

    /// <summary>Ends a frame as if a phone had been seen in it.</summary>
    public static void Answer(PendingFrame frame, string label = "cell phone") => frame.TryEnd(new FrameOutcome(OutcomeKind.Analyzed, new AnalyzedFrame
    {
        Detector = new DetectorIdentity("Script", "script"),
        Width = 640,
        Height = 480,
        Detections = [new Detection(label, 0.75f, new Box(1, 2, 3, 4))],
        Drawn = label.Length,
        PhoneScore = 0.75f,
    }.With(frame.Job.Request.Picture.Wants([new Detection(label, 0.75f, default)], label.Length) ? PooledBytes.Copy(frame.Job.Jpeg.Span) : null), TimeSpan.FromMilliseconds(3), 1));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _channel.Dispose();
        await _app.DisposeAsync();
    }
}
