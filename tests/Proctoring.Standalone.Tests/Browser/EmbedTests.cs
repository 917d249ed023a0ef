using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Redis;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>An exam's page of another origin that makes its candidates' tokens itself.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class EmbedTests(Chromium chromium)
{
    [ChromiumFact]
    public async Task Token_ThatIsMissingOrExpires_IsAskedForAndTheSessionGoesOn()
    {
        using var key = new AccessKey();
        var examAddress = $"http://127.0.0.1:{FreePort.Find()}";
        await using var server = await ServerProcess.StartAsync(StandaloneServer.Project, $"--Access:KeyFile={key.File}", $"--Page:FrameAncestors:0={examAddress}");
        await using var exam = await ExamAsync(examAddress, server.BaseAddress, key);
        await using var page = await chromium.OpenAsync(new Uri(examAddress));
        await page.Page.EvaluateAsync("() => monitor.start()");
        await page.UntilAsync("heard.filter(({ type }) => type === 'verdict').length > 2");
        Assert.Equal("missing", await page.Page.EvaluateAsync<string>("() => heard.find(({ type }) => type === 'token').reason"));

        await page.UntilAsync("heard.some(({ type, reason }) => type === 'token' && reason === 'expired')"); // 4004
        await page.UntilAsync("monitor.state === 'watching' && heard.slice(heard.findLastIndex(({ type }) => type === 'token')).some(({ type }) => type === 'verdict')");
        var frame = page.Page.Frames.Single(frame => frame.Url.StartsWith(server.BaseAddress.ToString(), StringComparison.Ordinal));
        Assert.True(await frame.IsVisibleAsync("#resumed"));
        Assert.DoesNotContain("token", await page.Page.EvaluateAsync<string>("() => document.querySelector('proctoring-monitor').outerHTML"), StringComparison.OrdinalIgnoreCase);
    }

    // The first token is a short one.
    private static async Task<WebApplication> ExamAsync(string address, Uri gateway, AccessKey key)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["urls"] = address;
        var app = builder.Build();
        var asked = 0;
        app.MapGet("/token", () => key.Token("c-1", "candidate", "math", TimeSpan.FromSeconds(asked++ == 0 ? 6 : 600)));
        app.MapGet("/", () => Results.Content($$"""
            <!doctype html><title>Exam</title>
            <script type="module" src="{{gateway}}proctoring-monitor.js"></script>
            <proctoring-monitor src="{{gateway}}" room="math"></proctoring-monitor>
            <script type="module">
              window.heard = [];
              window.monitor = document.querySelector('proctoring-monitor');
              for (const type of ['state', 'verdict', 'problem', 'token'])
                monitor.addEventListener(type, ({ detail }) => heard.push({ type, ...detail }));
              monitor.addEventListener('token', async () => { monitor.token = await (await fetch('/token')).text(); });
            </script>
            """, "text/html"));
        await app.StartAsync();
        return app;
    }
}
