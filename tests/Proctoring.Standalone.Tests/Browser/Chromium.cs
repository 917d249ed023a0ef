using Microsoft.Playwright;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>Debian's Chromium with a drawn candidate in front of its camera. One for all tests; where it is missing they skip.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Path = "/usr/bin/chromium";

    /// <summary>What the camera sees, over and over, from the moment a page opens it.</summary>
    public static readonly Shot[] Clip =
        [new(TimeSpan.FromSeconds(4), Phone: false), new(TimeSpan.FromSeconds(8), Phone: true), new(TimeSpan.FromSeconds(8), Phone: false)];

    private readonly string _clip = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"camera-{Guid.NewGuid():N}.mjpeg");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static bool IsInstalled => File.Exists(Path);

    public async Task InitializeAsync()
    {
        if (!IsInstalled) return;
        CameraClip.Write(_clip, Clip);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = Arguments(_clip),
        });
    }

    /// <summary>A camera that shows <paramref name="clip"/>, if there is one, and no talk with anyone on the network.</summary>
    internal static string[] Arguments(string? clip) =>
    [
        "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        .. clip is null ? Array.Empty<string>() : ["--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={clip}"],
    ];

    /// <summary>A browser with real tabs beside this one.</summary>
    internal Task<BareChromium> LaunchBareAsync() => BareChromium.LaunchAsync(_clip);

    /// <summary>The candidate's page of a server, in a browser profile of its own.</summary>
    /// <param name="camera">Whether the candidate lets the page use the camera.</param>
    public Task<CandidatePage> OpenAsync(Uri address, bool camera = true) => CandidatePage.OpenAsync(_browser!, address, camera);

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        File.Delete(_clip);
    }
}
