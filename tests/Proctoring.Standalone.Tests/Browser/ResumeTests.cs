using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;
using Xunit.Abstractions;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>What a candidate does to the page in the middle of an exam, and what a server does to the candidate.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class ResumeTests(Chromium chromium, ITestOutputHelper output)
{
    private const string PhoneMs = "document.getElementById('bar').value";

    [ChromiumFact]
    public async Task Server_RestartedMidway_ResumesWithTheTimelineIntact()
    {
        var file = Path.Combine(Path.GetTempPath(), $"sessions-{Guid.NewGuid():N}.json");
        string[] settings = ["--Page:ReconnectMaxDelay=00:00:01", "--Page:ReconnectAttempts=60", $"--Sessions:File={file}"];
        await using var server = await ServerProcess.StartAsync(StandaloneServer.Project, settings);
        await using var page = await chromium.OpenAsync(server.BaseAddress);
        await page.StartAsync();
        await page.UntilAsync($"{PhoneMs} >= 1500");

        Assert.Equal(0, await server.StopAsync());
        var before = await page.Page.EvaluateAsync<double>($"() => {PhoneMs}");
        await using var again = await ServerProcess.StartAsync(StandaloneServer.Project, [$"--Server:Port={server.BaseAddress.Port}", .. settings]);
        await page.InStateAsync("watching");
        await page.UntilAsync($"{PhoneMs} > {before}");

        var after = await page.Page.EvaluateAsync<double>($"() => {PhoneMs}");
        output.WriteLine($"The bar stood at {before:F0} ms before the restart and at {after:F0} ms on the first verdicts after it.");
        Assert.InRange(after, before, before + 2000);
        File.Delete(file);
    }

    [ChromiumFact]
    public async Task Page_ReloadedWithAPhoneInView_DoesNotStartOver()
    {
        await using var server = await ServerProcess.StartAsync(StandaloneServer.Project);
        await using var page = await chromium.OpenAsync(server.BaseAddress);
        await page.StartAsync();
        await page.UntilAsync($"{PhoneMs} >= 1500");

        await page.Page.ReloadAsync();
        await page.InStateAsync("watching"); // by itself: the token is in the tab's storage
        await page.UntilAsync("document.getElementById('resumed').textContent !== ''");

        Assert.Equal(2, await server.MetricAsync("proctoring_sessions_started_total"));
        Assert.Contains("goes on", await page.TextAsync("#resumed"));
    }
}
