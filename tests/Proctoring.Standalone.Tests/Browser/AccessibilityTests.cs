using System.Text.Json;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>axe-core finds nothing serious, whatever the page shows. <c>make test</c> installs it from npm.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class AccessibilityTests(StandaloneServer server, Chromium chromium)
{
    private static readonly string Axe = Path.Combine(Repository.Root, "artifacts", "tools", "node_modules", "axe-core", "axe.min.js");

    [AxeFact]
    public async Task Page_InEveryState_HasNothingSerious()
    {
        await using var page = await chromium.OpenAsync(server.Address);
        await page.Page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        await page.UntilAsync("document.getElementById('start').checkVisibility()");
        await AssertCleanAsync(page, "idle");

        await page.Page.ClickAsync("#look");
        await page.InStateAsync("checking");
        await page.ScreenshotAsync("10-check");
        await AssertCleanAsync(page, "checking");

        await page.StartAsync();
        await page.InStateAsync("watching");
        await page.NextPictureAsync();
        await AssertCleanAsync(page, "watching");
        await page.UntilAsync("document.getElementById('bar').value >= 6000");
        await AssertCleanAsync(page, "marked");

        await page.Page.ClickAsync("#stop");
        await page.InStateAsync("stopped");
        await AssertCleanAsync(page, "stopped");
    }

    private static async Task AssertCleanAsync(CandidatePage page, string state)
    {
        var found = await page.Page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)");
        Assert.True(found.GetArrayLength() == 0, $"{state}: {found}");
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
