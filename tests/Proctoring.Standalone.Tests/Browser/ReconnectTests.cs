using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;
using Xunit.Abstractions;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>Servers die here, so each test has its own.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class ReconnectTests(Chromium chromium, ITestOutputHelper output)
{
    private const string QuickAttempts = "--Page:ReconnectMaxDelay=00:00:01";

    [ChromiumFact]
    public async Task Server_KilledForGood_FiveAttemptsThenAButtonThatWorks()
    {
        await using var server = await ServerProcess.StartAsync(StandaloneServer.Project, QuickAttempts);
        await using var page = await WatchingAsync(server);

        await server.KillAsync();
        await page.InStateAsync("reconnecting");
        await page.InStateAsync("failed");

        AssertFiveAttempts(await page.ObservedAsync());
        Assert.Contains("The server cannot be reached", await page.TextAsync("#problem"));
        Assert.Equal(["ended"], await page.TracksAsync());

        await using var again = await RestartAsync(server);
        await page.RetryAsync();
        await page.InStateAsync("watching");
        await page.NextPictureAsync();
        Assert.False(await page.IsShownAsync("#problem"));
    }

    [ChromiumFact]
    public async Task Server_KilledAndRestarted_WatchesAgainByItself()
    {
        // More attempts than by default: how long a start takes on this machine is not what is tested.
        string[] settings = [QuickAttempts, "--Page:ReconnectAttempts=60"];
        await using var server = await ServerProcess.StartAsync(StandaloneServer.Project, settings);
        await using var page = await WatchingAsync(server);

        await server.KillAsync();
        await page.InStateAsync("reconnecting");
        await using var again = await RestartAsync(server, settings);
        await page.InStateAsync("watching");

        await page.NextPictureAsync();
        Assert.Equal(["live"], await page.TracksAsync());
        Assert.Equal(1, await again.MetricAsync("proctoring_sessions"));
    }

    private async Task<CandidatePage> WatchingAsync(ServerProcess server)
    {
        var page = await chromium.OpenAsync(server.BaseAddress);
        await page.StartAsync();
        await page.InStateAsync("watching");
        await page.NextPictureAsync();
        return page;
    }

    private static Task<ServerProcess> RestartAsync(ServerProcess server, params string[] settings) =>
        ServerProcess.StartAsync(StandaloneServer.Project, [$"--Server:Port={server.BaseAddress.Port}", .. settings]);

    private void AssertFiveAttempts(Observed page)
    {
        var waits = page.States.Where(s => s.Name == "reconnecting").DistinctBy(s => s.Text).ToArray();
        var delays = waits.Zip(page.Attempts, (wait, attempt) => attempt.At - wait.At).ToArray();
        output.WriteLine($"Attempts after {string.Join(", ", delays.Select(d => $"{d:F0}"))} ms.");

        Assert.Equal([1, 2, 3, 4, 5], page.Attempts.Select(a => a.Number));
        Assert.Equal([.. Enumerable.Range(1, 5).Select(n => $"Connection lost. Trying again ({n} of 5)…")], waits.Select(w => w.Text));
        Assert.All(delays, delay => Assert.InRange(delay, 0, 1500)); // up to 1 s, and what a busy machine adds
    }
}
