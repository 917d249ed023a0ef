using System.Net;
using System.Text.Json.Nodes;
using k8s;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Analysis.Remote.Pods.Slices;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Pods.Slices;

/// <summary>Watching endpoint slices at an API server that behaves as real ones do: it pages, ends watches, falls silent, forgets and fails.</summary>
public sealed class SliceWatchTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();
    private readonly SliceDirectory _directory = new();
    private readonly List<string> _told = [];
    private LoggerFactory _loggers = null!;
    private FakeApiServer _server = null!;
    private SliceWatch _watch = null!;

    public async Task InitializeAsync()
    {
        _server = await FakeApiServer.StartAsync();
        _server.Slices.Add(FakeApiServer.Slice("a", 90, "10.0.0.1", "10.0.0.2-"));
        _loggers = new LoggerFactory([_log]);
        var client = new k8s.Kubernetes(new KubernetesClientConfiguration { Host = _server.Address });
        _watch = new SliceWatch(new SliceApi(client, "exams", "proctoring-inference"), _directory, _clock, _loggers.CreateLogger<SliceWatch>());
        _directory.Listen((pods, problem) =>
        {
            lock (_told) _told.Add(pods is null ? $"unknown: {problem}" : string.Join(' ', pods.Select(pod => pod.Address)));
        });
    }

    public async Task DisposeAsync()
    {
        await _watch.StopAsync(CancellationToken.None);
        _watch.Dispose();
        await _server.DisposeAsync();
        _loggers.Dispose();
    }

    [Fact]
    public async Task List_OfManyPages_FindsEveryPod()
    {
        for (var i = 0; i < 6; i++) _server.Slices.Add(FakeApiServer.Slice($"b{i}", 90, $"10.0.1.{i}"));
        await StartAsync();
        await ToldAsync("10.0.0.1 10.0.1.0 10.0.1.1 10.0.1.2 10.0.1.3 10.0.1.4 10.0.1.5");
        Assert.Equal(["", "2", "4", "6"], _server.Pages);
    }

    [Fact]
    public async Task Watch_Events_AreToldAtOnce()
    {
        await StartAsync();
        await ToldAsync("10.0.0.1");
        await _server.TellAsync("MODIFIED", FakeApiServer.Slice("a", 101, "10.0.0.1", "10.0.0.2"));
        await ToldAsync("10.0.0.1 10.0.0.2");
        await _server.TellAsync("ADDED", FakeApiServer.Slice("b", 102, "10.0.0.3", "10.0.0.2"));
        await ToldAsync("10.0.0.1 10.0.0.2 10.0.0.3");
        await _server.TellAsync("MODIFIED", FakeApiServer.Slice("a", 103, "10.0.0.1x", "10.0.0.2")); // it still serves, but it has been told to end
        await ToldAsync("10.0.0.2 10.0.0.3");
        await _server.TellAsync("DELETED", FakeApiServer.Slice("a", 104, "10.0.0.1x", "10.0.0.2"));
        await _server.TellAsync("DELETED", FakeApiServer.Slice("b", 105));
        await ToldAsync("");
        Assert.Single(_server.Pages);
    }

    [Fact]
    public async Task Watch_ThatIsOver_GoesOnFromTheLatestBookmark()
    {
        await StartAsync();
        await _server.TellAsync("BOOKMARK", FakeApiServer.Bookmark(250));
        await Task.WhenAll(AdvanceUntilAsync(() => _server.Watches.Count == 2, TimeSpan.FromSeconds(2), _server.End));
        Assert.Equal(["100", "250"], _server.Watches);
        Assert.Single(_server.Pages);

        await _server.TellAsync("MODIFIED", FakeApiServer.Slice("a", 260, "10.0.0.9"));
        await ToldAsync("10.0.0.9");
        Assert.Empty(_log.Of(1208));
    }

    [Fact]
    public async Task Watch_GoneInItsStream_ListsAgain()
    {
        await StartAsync();
        var began = _clock.GetUtcNow();
        Forget();
        await _server.TellAsync("ERROR", FakeApiServer.Status(HttpStatusCode.Gone)); // and the line stays open
        await Eventually.TrueAsync(() => _server.Open.Last().Reader.Count == 0, "the event is sent");
        await AdvanceUntilAsync(() => _server.Watches.Count == 2, TimeSpan.FromSeconds(2));
        Assert.InRange(_clock.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromSeconds(50)); // not only once the watch's time is up
        await ToldAsync("10.0.0.7");
        Assert.Equal(["100", "500"], _server.Watches);
        Assert.Empty(_log.Of(1208));
    }

    [Fact]
    public async Task Watch_GoneAsItBegins_ListsAgain()
    {
        _server.WatchErrors.Enqueue(HttpStatusCode.Gone);
        await _watch.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _server.Watches.Count == 1, "a watch is tried");
        Forget();
        await AdvanceUntilAsync(() => _server.Watches.Count == 2, TimeSpan.FromSeconds(2));
        await ToldAsync("10.0.0.7");
        Assert.Empty(_log.Of(1208));
    }

    [Fact]
    public async Task Watch_ThatFallsSilent_IsGivenUpAndEverythingListedAgain()
    {
        await StartAsync();
        Forget();
        _clock.Advance(TimeSpan.FromSeconds(69));
        Assert.Single(_server.Pages);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await AdvanceUntilAsync(() => _server.Watches.Count == 2, TimeSpan.FromSeconds(2));
        await ToldAsync("10.0.0.7");
        Assert.Single(_log.Of(1209));
    }

    [Theory]
    [InlineData("ERROR", HttpStatusCode.InternalServerError, "said InternalServerError")]
    [InlineData("ERROR", HttpStatusCode.TooManyRequests, "said TooManyRequests")]
    public async Task Watch_OtherError_KeepsWhatIsKnownAndListsAgain(string type, HttpStatusCode code, string reason)
    {
        await StartAsync();
        await ToldAsync("10.0.0.1");
        _server.ListErrors.Enqueue(code);
        _server.ListErrors.Enqueue(code);
        await _server.TellAsync(type, FakeApiServer.Status(code));
        await AdvanceUntilAsync(() => _server.Watches.Count == 2, TimeSpan.FromSeconds(5));
        Assert.Equal(4, _server.Pages.Count);
        Assert.Equal(["10.0.0.1"], Told);
        Assert.Contains(reason, Assert.Single(_log.Of(1208)));
    }

    [Fact]
    public async Task List_NeverAnswered_IsSaidAndTriedAgain()
    {
        _server.ListsHang = true;
        await _watch.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _server.Pages.Count == 1, "a list is asked for");
        _clock.Advance(TimeSpan.FromSeconds(15));
        await ToldAsync("unknown: no answer came in time");
        _server.ListsHang = false;
        await AdvanceUntilAsync(() => _server.Watches.Count == 1, TimeSpan.FromSeconds(2));
        await ToldAsync("10.0.0.1");
    }

    [Fact]
    public async Task List_Refused_SaysWhatIsMissing()
    {
        _server.ListErrors.Enqueue(HttpStatusCode.Forbidden);
        await _watch.StartAsync(CancellationToken.None);
        await ToldAsync("unknown: the API server answered 403 Forbidden");
    }

    [Fact]
    public async Task List_FailingAgainAndAgain_IsAskedLessAndLess()
    {
        for (var i = 0; i < 100; i++) _server.ListErrors.Enqueue(HttpStatusCode.InternalServerError);
        await _watch.StartAsync(CancellationToken.None);
        for (var second = 0; second < 120; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(5);
        }
        Assert.InRange(_server.Pages.Count, 5, 10); // 1, 2, 4, 8, 16, 30, 30 … seconds, each a fifth more or less
        Assert.Single(_log.Of(1208));
    }

    [Fact]
    public async Task Watch_ServerGoneAndBack_IsWatchedAgain()
    {
        await StartAsync();
        foreach (var watch in _server.Open) watch.Writer.TryComplete(new IOException("The line broke."));
        await AdvanceUntilAsync(() => _server.Watches.Count == 2, TimeSpan.FromSeconds(5));
        await _server.TellAsync("MODIFIED", FakeApiServer.Slice("a", 260, "10.0.0.9"));
        await ToldAsync("10.0.0.9");
    }

    [Fact]
    public async Task Watch_EndedAtOnceEveryTime_IsNotRepeatedWithoutPause()
    {
        await StartAsync();
        _server.End();
        await Eventually.TrueAsync(() => _server.Open.Last().Reader.Completion.IsCompleted, "the watch has ended");
        await Task.Delay(200);
        Assert.Single(_server.Watches);
        await AdvanceUntilAsync(() => _server.Watches.Count == 2, TimeSpan.FromSeconds(2));
        Assert.Equal(2, _server.Pages.Count);
    }

    // Lists from now on answer something else.
    private void Forget()
    {
        _server.Version = 500;
        _server.Slices.Clear();
        _server.Slices.Add(FakeApiServer.Slice("c", 490, "10.0.0.7"));
    }

    private async Task StartAsync()
    {
        await _watch.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _server.Open.Count == 1, "a watch is open");
    }

    private async Task AdvanceUntilAsync(Func<bool> condition, TimeSpan step, Action? first = null)
    {
        _clock.Advance(step); // a watch that has lasted
        first?.Invoke();
        await Eventually.TrueAsync(async () =>
        {
            if (condition()) return true;
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(5);
            return condition();
        }, "it goes on");
        Assert.True(condition());
    }

    private Task ToldAsync(string pods) => Eventually.TrueAsync(() => Told.LastOrDefault() == pods, $"'{pods}' is told; it was {string.Join(" | ", Told)}");

    private string[] Told
    {
        get
        {
            lock (_told) return [.. _told];
        }
    }
}
