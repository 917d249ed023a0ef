using System.Net;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Sessions;
using Proctoring.Testing;
using Proctoring.Testing.Stores;
using Xunit.Abstractions;

namespace Proctoring.Gateway.Tests.Delivery;

/// <summary>
/// A store that dies, hangs, refuses or dawdles, under load: no verdict waits for it, what waits for it is bounded, and pictures come
/// back by themselves. <c>make soak</c> runs the same for longer, and then also compares verdicts' p99. Nothing runs beside.
/// </summary>
[Collection(nameof(Alone))]
public sealed class StoreFaultTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Candidates = 20;
    private const int MaxWaitingBytes = 1 << 20;
    private const int Uploads = 4;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan? SoakTime = Environment.GetEnvironmentVariable("PROCTORING_STORE_FAULT_SECONDS") is { Length: > 0 } seconds ? TimeSpan.FromSeconds(double.Parse(seconds)) : null;
    private static readonly TimeSpan FaultTime = SoakTime ?? TimeSpan.FromSeconds(2);

    private readonly List<StoringCandidate> _candidates = [];
    private TestStore _store = null!;
    private FaultyProxy? _proxy;
    private GatewayHost _host = null!;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var candidate in _candidates) await candidate.DisposeAsync();
        if (_host is not null) await _host.DisposeAsync();
        if (_proxy is not null) await _proxy.DisposeAsync();
        if (_store is not null) await _store.DisposeAsync();
    }

    [StoreTheory]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Store_KilledAndStartedAgain_TakesPicturesAgain(string kind) =>
        await RunAsync(kind, () => _store.Server!.KillAsync(), () => _store.Server!.RunAsync(), "unreachable");

    [StoreTheory]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Store_Paused_TakesPicturesAgain(string kind) =>
        await RunAsync(kind, () => _store.Server!.PauseAsync(), () => _store.Server!.ResumeAsync(), "timeout");

    [StoreTheory]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Store_Answering503_TakesPicturesAgain(string kind) =>
        await RunAsync(kind, () => Set(busy: true), () => Set(busy: false), "busy");

    // Slow, and well within an attempt's time: what is given up lingers in the proxy for a moment, and would count as one upload more.
    [StoreTheory]
    [InlineData("azure")]
    [InlineData("s3")]
    public async Task Store_Slow_TakesPicturesAgain(string kind) =>
        await RunAsync(kind, () => Set(delay: TimeSpan.FromSeconds(0.7)), () => Set(), failure: null);

    private async Task RunAsync(string kind, Func<Task> breakIt, Func<Task> mendIt, string? failure)
    {
        await StartAsync(kind, throughProxy: failure is "busy" or null, TimeSpan.FromSeconds(failure == "timeout" ? 1 : 4));
        await StoredBeyondNowAsync();
        var before = await UndisturbedAsync();

        await breakIt();
        var most = await WatchAsync(FaultTime);
        var ready = await _host.GetAsync("/readyz");
        var during = _candidates.SelectMany(candidate => candidate.TakeLatencies()).Order().ToArray();
        await mendIt();
        await StoredBeyondNowAsync();

        output.WriteLine($"{kind}: verdict p99 {P99(before).TotalMilliseconds:F1} ms before, {P99(during).TotalMilliseconds:F1} ms during {FaultTime.TotalSeconds:F0} s; {before.Length} and {during.Length} verdicts; at most {most:N0} bytes waited");
        foreach (var line in _host.Log.Of(1501)) output.WriteLine(line);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.All(_candidates, candidate => Assert.True(candidate.IsConnected));
        Assert.True(during.Length > 0.8 * before.Length, $"{during.Length} verdicts during the fault, {before.Length} before it");
        Assert.InRange(during[^1], TimeSpan.Zero, TimeSpan.FromSeconds(1)); // a second of lateness is a machine at its limit; hung uploads hold their workers as long at least
        Assert.InRange(most, 1, MaxWaitingBytes);
        if (_proxy is not null) Assert.InRange(_proxy.MostAtOnce, 1, Uploads);
        if (failure is not null) Assert.True(await _host.MetricAsync($"proctoring_picture_attempts_failed_total{{store=\"{kind}\",reason=\"{failure}\"}}") > 0, $"attempts fail as {failure}");
        if (failure is not null) Assert.NotEmpty(_host.Log.Of(1502));
        if (SoakTime is not null) AssertWithinNoise(P99(during), P99(before), P99(await UndisturbedAsync()));
    }

    // The same load without the fault, before it and after it: how much a p99 of some 2,000 verdicts moves by itself.
    private static void AssertWithinNoise(TimeSpan during, TimeSpan before, TimeSpan after) =>
        Assert.InRange(during, TimeSpan.Zero, 2 * (before > after ? before : after) + TimeSpan.FromMilliseconds(50));

    private async Task<TimeSpan[]> UndisturbedAsync()
    {
        foreach (var candidate in _candidates) candidate.TakeLatencies();
        await Task.Delay(FaultTime);
        return [.. _candidates.SelectMany(candidate => candidate.TakeLatencies()).Order()];
    }

    private async Task StartAsync(string kind, bool throughProxy, TimeSpan attempt)
    {
        _store = await TestStore.StartAsync(kind);
        if (throughProxy) _proxy = await FaultyProxy.StartAsync(_store.Server!);
        _host = await GatewayHost.StartAsync(null, [("Delivery:Pictures", "Url"), ("Delivery:Interval", "00:00:00.3"), ("Delivery:AttemptTimeout", $"{attempt}"), ("Delivery:Uploads", $"{Uploads}"), ("Delivery:MaxWaitingBytes", $"{MaxWaitingBytes}"), .. _store.Settings(_proxy?.Address)]);
        for (var i = 0; i < Candidates; i++) _candidates.Add(await StoringCandidate.StartAsync(_host, Interval));
    }

    private Task Set(bool busy = false, TimeSpan delay = default)
    {
        (_proxy!.IsBusy, _proxy.Delay) = (busy, delay);
        return Task.CompletedTask;
    }

    // Pictures come again: everybody hears of one of a frame not sent yet.
    private async Task StoredBeyondNowAsync()
    {
        var sent = _candidates.ConvertAll(candidate => candidate.Sent);
        await Eventually.TrueAsync(() => Enumerable.Range(0, Candidates).All(i => _candidates[i].Stored > sent[i]), "everybody's pictures are stored");
    }

    private async Task<double> WatchAsync(TimeSpan time)
    {
        var most = 0.0;
        using var end = new CancellationTokenSource(time);
        while (!end.IsCancellationRequested)
        {
            most = Math.Max(most, await _host.MetricAsync($"proctoring_picture_waiting_bytes{{store=\"{(_store.Server is Azurite ? "azure" : "s3")}\"}}"));
            await Task.Delay(100);
        }
        return most;
    }

    private static TimeSpan P99(TimeSpan[] sorted) => sorted[(int)Math.Ceiling(0.99 * sorted.Length) - 1];
}
