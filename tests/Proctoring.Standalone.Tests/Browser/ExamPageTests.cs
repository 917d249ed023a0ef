using Proctoring.Standalone.Tests.Hosting;
using Xunit.Abstractions;

namespace Proctoring.Standalone.Tests.Browser;

[Collection(StandaloneCollection.Name)]
public sealed class ExamPageTests(StandaloneServer server, Chromium chromium, ITestOutputHelper output)
{
    [ChromiumFact]
    public async Task Exam_ByKeyboardAlone_StartsChecksAndStops()
    {
        await using var page = await chromium.OpenAsync(server.Address);
        await FocusAsync(page, "start");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.InStateAsync("watching");
        await page.NextPictureAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await page.InStateAsync("stopped");
    }

    [ChromiumFact]
    public async Task Page_HalfAMinuteBehindAnotherTab_GoesOnWithoutAGap()
    {
        var hiddenFor = TimeSpan.FromSeconds(30);
        await using var tap = await WireTap.StartAsync(server.Address);
        await using var browser = await chromium.LaunchBareAsync();
        await using var page = await browser.OpenAsync(tap.Address);
        await page.UntilAsync("document.getElementById('start')?.checkVisibility()");
        await page.EvaluateAsync("document.getElementById('start').click()");
        await page.UntilAsync("Number(document.getElementById('picture').dataset.shown) > 0");

        await using var other = await browser.OpenAsync(new Uri("about:blank"));
        await page.UntilAsync("document.hidden");
        var before = tap.Recording.Frames.Length;
        await Task.Delay(hiddenFor);
        Assert.True((await page.EvaluateAsync("document.hidden")).GetBoolean());

        var frames = tap.Recording.Frames[before..];
        var gaps = frames.Zip(frames.Skip(1), (a, b) => b.At - a.At).ToArray();
        output.WriteLine($"{frames.Length} frames in {hiddenFor.TotalSeconds:F0} s behind another tab; longest gap {gaps.Max().TotalMilliseconds:F0} ms.");
        Assert.All(gaps, gap => Assert.InRange(gap, TimeSpan.Zero, TimeSpan.FromSeconds(1)));
        Assert.InRange(frames.Length, 60, 110);
    }

    // Tab until the button has the focus, as somebody without a mouse does.
    private static async Task FocusAsync(CandidatePage page, string id)
    {
        await page.UntilAsync($"document.getElementById('{id}').checkVisibility()");
        for (var i = 0; i < 20; i++)
        {
            await page.Page.Keyboard.PressAsync("Tab");
            if (await page.Page.EvaluateAsync<string>("() => document.activeElement.id") == id) return;
        }
        Assert.Fail($"#{id} cannot be reached with Tab.");
    }
}
