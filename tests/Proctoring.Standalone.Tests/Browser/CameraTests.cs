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

        await page.ScreenshotAsync("8-camera-refused");
        Assert.Contains("Allow it in your browser’s address bar", await page.TextAsync("#problem"));
        Assert.True(await page.IsShownAsync("#retry"));
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
