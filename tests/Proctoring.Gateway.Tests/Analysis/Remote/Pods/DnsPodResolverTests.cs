using System.Net;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client.Balancer;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Analysis.Remote.Pods;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Pods;

public sealed class DnsPodResolverTests : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();
    private readonly LoggerFactory _loggers;
    private readonly List<ResolverResult> _results = [];
    private readonly DnsPodResolver _resolver;
    private string[]? _known = ["10.0.0.1", "10.0.0.2"];
    private int _lookUps;

    public DnsPodResolverTests()
    {
        _loggers = new LoggerFactory([_log]);
        _resolver = new DnsPodResolver(PodAddresses.Parse("dns:///pods:8001", usesTls: false), LookUpAsync, Interval, _clock, _loggers);
        _resolver.Start(result => { lock (_results) _results.Add(result); });
    }

    public void Dispose()
    {
        _resolver.Dispose();
        _loggers.Dispose();
    }

    [Fact]
    public async Task LookUp_EachInterval_FindsPodsThatComeAndGo()
    {
        _resolver.Refresh();
        Assert.Equal("10.0.0.1:8001 10.0.0.2:8001", await PodsAsync());

        _known = ["10.0.0.2", "fd00::7"];
        await IntervalsUntilAsync(() => Count > 1, "there is a second result");
        Assert.Equal("10.0.0.2:8001 fd00::7:8001", await PodsAsync());
    }

    [Fact]
    public async Task LookUp_AskedForAgainAndAgain_IsDoneOnceASecond()
    {
        _resolver.Refresh();
        await PodsAsync();
        for (var i = 0; i < 20; i++)
        {
            _resolver.Refresh();
            _clock.Advance(TimeSpan.FromMilliseconds(10));
        }
        Assert.Equal(1, _lookUps);

        _clock.Advance(TimeSpan.FromSeconds(1));
        await Eventually.TrueAsync(() =>
        {
            _resolver.Refresh();
            return _lookUps == 2;
        }, "it is looked up again");
    }

    [Fact]
    public async Task LookUp_NameServerGone_KeepsWhatWasKnownAndSaysSoOnce()
    {
        _resolver.Refresh();
        await PodsAsync();
        _known = null;
        await IntervalsUntilAsync(() => _lookUps > 3, "it is looked up again and again");
        Assert.Equal(1, Count);

        _known = ["10.0.0.3"];
        await IntervalsUntilAsync(() => Count > 1, "there is a second result");
        Assert.Equal("10.0.0.3:8001", await PodsAsync());
        Assert.Single(_log.Of(1204));
    }

    [Fact]
    public async Task LookUp_NothingKnownYet_Fails()
    {
        _known = null;
        _resolver.Refresh();
        await Eventually.TrueAsync(() => Count == 1, "there is a result");

        Assert.Equal(StatusCode.Unavailable, _results[0].Status.StatusCode);
    }

    private int Count
    {
        get
        {
            lock (_results) return _results.Count;
        }
    }

    private Task<IPAddress[]> LookUpAsync(string name, CancellationToken cancellationToken)
    {
        Assert.Equal("pods", name);
        Interlocked.Increment(ref _lookUps);
        return _known is { } known ? Task.FromResult(known.Select(IPAddress.Parse).ToArray()) : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.TryAgain));
    }

    // An interval that ends while a look-up is under way is passed over, so one may not do.
    private Task IntervalsUntilAsync(Func<bool> condition, string what) => Eventually.TrueAsync(
        () =>
        {
            _clock.Advance(Interval);
            return condition();
        },
        what);

    private async Task<string> PodsAsync()
    {
        await Eventually.TrueAsync(() => Count > 0, "there is a result");
        lock (_results) return string.Join(' ', _results[^1].Addresses!.Select(pod => $"{pod.EndPoint.Host}:{pod.EndPoint.Port}"));
    }
}
