using System.Text.Json;
using Microsoft.Playwright;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>
/// Whatever the page shows, at every width and in both colour schemes: nothing runs out of sight and axe-core finds nothing
/// serious. Leaves a screenshot of each for people to look at. <c>make test</c> installs axe-core from npm.
/// </summary>
[Collection(StandaloneCollection.Name)]
public sealed class EveryStateTests(StandaloneServer server, Chromium chromium)
{
    private static readonly string Axe = Path.Combine(Repository.Root, "artifacts", "tools", "node_modules", "axe-core", "axe.min.js");
    private static readonly int[] Widths = [320, 768, 1280];
    private static readonly ColorScheme[] Schemes = [ColorScheme.Light, ColorScheme.Dark];

    [AxeFact]
    public async Task Page_InEveryState_FitsAndHasNothingSerious()
    {
        await using var doomed = await ServerProcess.StartAsync(StandaloneServer.Project);
        await using var page = await OpenAsync(doomed.BaseAddress);
        await LookAsync(page, "1-idle");

        await page.Page.ClickAsync("#look");
        await page.InStateAsync("checking");
        await page.UntilAsync("document.getElementById('practice-start').checkVisibility()");
        await LookAsync(page, "2-checking");

        await page.StartAsync();
        await page.InStateAsync("watching");
        await page.NextPictureAsync();
        await LookAsync(page, "3-watching");
        await page.UntilAsync("document.getElementById('bar').value >= 2000");
        await LookAsync(page, "4-phone");
        await page.Page.WaitForSelectorAsync("#marked");
        await LookAsync(page, "5-marked");

        await doomed.KillAsync();
        await page.InStateAsync("reconnecting");
        await LookAsync(page, "6-reconnecting");
        await page.InStateAsync("failed");
        await LookAsync(page, "7-unreachable");
    }

    [AxeFact]
    public async Task Page_Stopped_FitsAndHasNothingSerious()
    {
        await using var page = await OpenAsync(server.Address);
        await page.StartAsync();
        await page.InStateAsync("watching");
        await page.Page.ClickAsync("#stop");
        await page.InStateAsync("stopped");
        await LookAsync(page, "8-stopped");
    }

    [AxeFact]
    public async Task Page_CameraRefused_FitsAndHasNothingSerious()
    {
        await using var page = await OpenAsync(server.Address, camera: false);
        await page.StartAsync();
        await page.InStateAsync("failed");
        await LookAsync(page, "9-camera-refused");
    }

    [AxeFact]
    public async Task Page_RightToLeftAndGerman_FitsAndHasNothingSerious()
    {
        await using var page = await OpenAsync(new Uri(server.Address, "/?dir=rtl&lang=de"));
        await LookAsync(page, "10-rtl-idle");
        await page.StartAsync();
        await page.InStateAsync("watching");
        await page.NextPictureAsync();
        await LookAsync(page, "10-rtl-watching");
    }

    private async Task<CandidatePage> OpenAsync(Uri address, bool camera = true)
    {
        var page = await chromium.OpenAsync(address, camera);
        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        await page.UntilAsync("document.getElementById('start').checkVisibility()");
        return page;
    }

    private static async Task LookAsync(CandidatePage page, string state)
    {
        foreach (var width in Widths)
        {
            await page.Page.SetViewportSizeAsync(width, 800);
            foreach (var scheme in Schemes)
            {
                await page.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await page.ScreenshotAsync($"{state}-{width}-{scheme}");
                await AssertFineAsync(page, $"{state} at {width} px, {scheme}");
            }
        }
    }

    private static async Task AssertFineAsync(CandidatePage page, string what)
    {
        Assert.True(await page.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{what}: scrolls sideways");
        var found = await page.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)");
        Assert.True(found.GetArrayLength() == 0, $"{what}: {found}");
    }

    private sealed class AxeFactAttribute : FactAttribute
    {
        public AxeFactAttribute()
        {
            if (!Chromium.IsInstalled) Skip = new ChromiumFactAttribute().Skip;
            else if (!File.Exists(Axe)) Skip = "Needs axe-core; 'make test' installs it from npm.";
        }
    }
}
