using System.Net.WebSockets;
using Proctoring.Standalone.Tests.Hosting;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>
/// One candidate's session, played once for all tests of <see cref="WatchedSessionTests"/>: Start, four seconds without a
/// phone, eight with one, some without, Enter.
/// </summary>
public sealed class WatchedSession(StandaloneServer server, Chromium chromium) : IAsyncLifetime
{
    internal Recording Wire { get; private set; } = null!;

    public Observed Page { get; private set; } = null!;

    public double Contrast { get; private set; }

    public IReadOnlyDictionary<string, string> WhenMarked { get; private set; } = null!;

    public string[] TracksWhileWatching { get; private set; } = null!;

    public string[] TracksAtTheEnd { get; private set; } = null!;

    public int WorkersAtTheEnd { get; private set; }

    /// <summary>The page's goodbye to the server; null when there was none.</summary>
    public WebSocketCloseStatus? Goodbye { get; private set; }

    public string ServerOutput { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!Chromium.IsInstalled) return;
        await using var tap = await WireTap.StartAsync(server.Address);
        await using var page = await chromium.OpenAsync(tap.Address);
        Wire = tap.Recording;
        await page.ScreenshotAsync("1-idle");
        await page.StartAsync();
        await WatchAsync(page);
        await StopAsync(page);
        ServerOutput = server.Process.Output;
    }

    private async Task WatchAsync(CandidatePage page)
    {
        await page.InStateAsync("watching");
        await page.UntilAsync("Number(document.getElementById('picture').dataset.shown) >= 3");
        await page.ScreenshotAsync("2-watching");
        Contrast = await page.PictureContrastAsync();
        TracksWhileWatching = await page.TracksAsync();

        await page.UntilAsync("document.getElementById('bar').value >= 3000");
        await page.ScreenshotAsync("3-phone-half-way");

        await page.Page.WaitForSelectorAsync("#marked");
        await page.ScreenshotAsync("4-marked");
        WhenMarked = new Dictionary<string, string>
        {
            ["#marked"] = await page.TextAsync("#marked"),
            ["#counts"] = await page.TextAsync("#counts"),
            ["#state"] = await page.TextAsync("#state"),
        };

        await page.UntilAsync("document.getElementById('message').textContent === 'Nothing detected yet'");
        await page.UntilAsync("document.getElementById('bar').value === document.getElementById('bar').max");
    }

    private async Task StopAsync(CandidatePage page)
    {
        await page.Page.Keyboard.PressAsync("Enter");
        await page.InStateAsync("stopped");
        TracksAtTheEnd = await page.TracksAsync();
        Goodbye = await Wire.GoodbyeAsync(TimeSpan.FromSeconds(10));
        await page.ScreenshotAsync("5-stopped");
        WorkersAtTheEnd = page.Page.Workers.Count;
        Page = await page.ObservedAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
