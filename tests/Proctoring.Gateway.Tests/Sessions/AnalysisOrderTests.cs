using System.Collections.Concurrent;
using Proctoring.Contracts;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Frames;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Sessions;

/// <summary>Two frames of a session in work, whose results come as they like.</summary>
public sealed class AnalysisOrderTests : IAsyncLifetime
{
    private readonly FreeAnalyzer _analyzer = new();
    private GatewayHost _host = null!;
    private CandidateClient _client = null!;

    public async Task InitializeAsync()
    {
        _host = await GatewayHost.StartAsync(_analyzer);
        (_client, _) = await _host.StartAsync();
        for (var i = 1; i <= 2; i++)
        {
            await _client.SendAsync(ScriptedFrames.Phone);
            await Eventually.TrueAsync(() => _analyzer.InWork.Count == i, "the frame is in work");
        }
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        foreach (var frame in _analyzer.InWork.Keys) _analyzer.Finish(frame);
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Results_InTheWrongOrderAtOnce_AreJudgedInTheRightOne()
    {
        _analyzer.Finish(2);
        _analyzer.Finish(1);

        for (var frame = 1; frame <= 2; frame++) Assert.Equal(frame, (await _client.HearAsync("verdict")).GetProperty("frame").GetInt64());
        Assert.Equal(0, await _host.MetricAsync("proctoring_frames_superseded_total"));
    }

    [Fact]
    public async Task Result_LongAfterANewerOne_IsDroppedAndCounted()
    {
        _analyzer.Finish(2);
        Assert.Equal(2, (await _client.HearAsync("verdict")).GetProperty("frame").GetInt64());
        _analyzer.Finish(1);
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_frames_superseded_total") == 1, "the older result is counted");

        await _client.SendAsync(ScriptedFrames.Phone);
        await Eventually.TrueAsync(() => _analyzer.InWork.ContainsKey(3), "the next frame is in work");
        _analyzer.Finish(3);
        var verdict = await _client.HearAsync("verdict");
        Assert.Equal((3, 1), (verdict.GetProperty("frame").GetInt64(), verdict.GetProperty("superseded").GetInt64()));
    }

    [Fact]
    public async Task Frames_MoreThanTwo_WaitInTheSlot()
    {
        for (var i = 0; i < 3; i++) await _client.SendAsync(ScriptedFrames.Phone);
        await Eventually.TrueAsync(async () => await _host.MetricAsync("proctoring_frames_superseded_total") == 2, "two are replaced");
        Assert.Equal([1, 2], _analyzer.InWork.Keys.Order());

        _analyzer.Finish(1);
        await Eventually.TrueAsync(() => _analyzer.InWork.ContainsKey(5), "the newest is in work");
    }

    /// <summary>Finishes frames when told to.</summary>
    private sealed class FreeAnalyzer : IFrameAnalyzer, IAnalysisLine
    {
        private static readonly DetectorIdentity Identity = new("Free", "free");

        public ConcurrentDictionary<long, TaskCompletionSource> InWork { get; } = new();

        public int Width => 2;

        public IAnalysisLine Open(string sessionId) => this;

        public void Finish(long frame)
        {
            if (InWork.TryRemove(frame, out var work)) work.TrySetResult();
        }

        public async ValueTask<FrameAnalysis?> AnalyzeAsync(FrameSlot frames, FrameAsk ask, CancellationToken cancellationToken)
        {
            if (!frames.TryTake(out var frame)) return null;
            frame.Jpeg.Dispose();
            await InWork.GetOrAdd(frame.Number, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            return FrameAnalysis.Of(frame, new AnalyzedFrame { Detector = Identity, Width = frame.Width, Height = frame.Height }, TimeSpan.Zero);
        }

        public void Dispose()
        {
        }
    }
}
