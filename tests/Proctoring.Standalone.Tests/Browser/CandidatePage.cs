using System.Text.Json;
using Microsoft.Playwright;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>The candidate's page in a browser, with what happened in it.</summary>
public sealed class CandidatePage : IAsyncDisposable
{
    private static readonly string Observer = Path.Combine(AppContext.BaseDirectory, "Browser", "observe.js");
    private static readonly string Screenshots = Path.Combine(Repository.Root, "artifacts", "screenshots");
    private static readonly float PatienceInMs = (float)TimeSpan.FromSeconds(40).TotalMilliseconds;

    private readonly IBrowserContext _profile;

    private CandidatePage(IBrowserContext profile, IPage page) => (_profile, Page) = (profile, page);

    public IPage Page { get; }

    public static async Task<CandidatePage> OpenAsync(IBrowser browser, Uri address, bool camera)
    {
        var profile = await browser.NewContextAsync(new BrowserNewContextOptions { Locale = "en-GB", ViewportSize = new ViewportSize { Width = 1100, Height = 760 } });
        profile.SetDefaultTimeout(PatienceInMs);
        if (camera) await profile.GrantPermissionsAsync(["camera"]);
        var page = await profile.NewPageAsync();
        await page.AddInitScriptAsync(scriptPath: Observer);
        await page.GotoAsync(address.ToString());
        return new CandidatePage(profile, page);
    }

    public Task StartAsync() => Page.ClickAsync("#start");

    public Task RetryAsync() => Page.ClickAsync("#retry");

    /// <summary>Waits until the page says that it is in <paramref name="state"/>.</summary>
    public Task InStateAsync(string state) => UntilAsync($"document.getElementById('state').dataset.state === '{state}'");

    /// <summary>Waits until a JavaScript expression holds.</summary>
    public Task UntilAsync(string holds) => Page.WaitForFunctionAsync($"() => {holds}");

    /// <summary>Waits until one more picture has been drawn.</summary>
    public async Task NextPictureAsync()
    {
        const string Shown = "Number(document.getElementById('picture').dataset.shown)";
        var before = await Page.EvaluateAsync<int>($"() => {Shown}");
        await UntilAsync($"{Shown} > {before}");
    }

    public Task<string> TextAsync(string selector) => Page.InnerTextAsync(selector);

    public Task<bool> IsShownAsync(string selector) => Page.IsVisibleAsync(selector);

    /// <summary>Standard deviation of the drawn picture's green, 0–255: near 0 for a blank one.</summary>
    public Task<double> PictureContrastAsync() => Page.EvaluateAsync<double>(
        """
        () => {
          const picture = document.getElementById('picture');
          const pixels = picture.getContext('2d').getImageData(0, 0, picture.width, picture.height).data;
          const greens = pixels.filter((_, i) => i % 4 === 1);
          const mean = greens.reduce((sum, green) => sum + green, 0) / greens.length;
          return Math.sqrt(greens.reduce((sum, green) => sum + (green - mean) ** 2, 0) / greens.length);
        }
        """);

    /// <summary>Each camera track's state, <c>live</c> (its light is on) or <c>ended</c>.</summary>
    public Task<string[]> TracksAsync() => Page.EvaluateAsync<string[]>("() => observed.tracks.map((track) => track.readyState)");

    public async Task<Observed> ObservedAsync() =>
        JsonSerializer.Deserialize<Observed>(await Page.EvaluateAsync<string>("() => JSON.stringify(observed)"), JsonSerializerOptions.Web)!;

    /// <summary>Saves what the candidate sees, for people to look at.</summary>
    public Task ScreenshotAsync(string name) => Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });

    public ValueTask DisposeAsync() => _profile.DisposeAsync();
}
