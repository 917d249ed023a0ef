using Proctoring.Standalone.Tests.Hosting;

namespace Proctoring.Standalone.Tests.Browser;

[Collection(StandaloneCollection.Name)]
public sealed class CameraTests(StandaloneServer server, Chromium chromium)
{
    [ChromiumFact]
    public async Task Start_CameraRefused_SaysHowToAllowItAndOffersToTryAgain()
    {
        await using var page = await chromium.OpenAsync(server.Address, camera: false);

        await page.StartAsync();
        await page.InStateAsync("failed");

        Assert.Contains("Allow it in your browser’s address bar", await page.TextAsync("#problem"));
        Assert.True(await page.IsShownAsync("#retry"));
    }

    [ChromiumFact]
    public async Task Start_NoCamera_SaysSo()
    {
        await using var browser = await BareChromium.LaunchAsync(clip: null);
        await using var page = await browser.OpenAsync(server.Address);
        await page.UntilAsync("document.getElementById('start')?.checkVisibility()");

        await page.EvaluateAsync("document.getElementById('start').click()");
        await page.UntilAsync("document.getElementById('state').dataset.state === 'failed'");

        Assert.Contains("No camera was found", (await page.EvaluateAsync("document.getElementById('problem').textContent")).GetString());
        Assert.True((await page.EvaluateAsync("document.getElementById('retry').checkVisibility()")).GetBoolean());
    }

    [ChromiumFact]
    public async Task Camera_Unplugged_StopsAndSaysSo()
    {
        await using var page = await chromium.OpenAsync(server.Address);
        await page.StartAsync();
        await page.InStateAsync("watching");

        // The page hears of it as it would from the browser.
        await page.Page.EvaluateAsync("() => observed.tracks[0].dispatchEvent(new Event('ended'))");
        await page.InStateAsync("failed");

        Assert.Contains("switched off or unplugged", await page.TextAsync("#problem"));
        Assert.Equal(["ended"], await page.TracksAsync());
        await page.RetryAsync();
        await page.InStateAsync("watching");
        Assert.False(await page.IsShownAsync("#problem"));
    }
}
