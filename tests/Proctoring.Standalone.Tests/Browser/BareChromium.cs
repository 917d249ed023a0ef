using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>
/// Chromium as candidates have it, with tabs in one window. Playwright tells every page that it is visible and switches the
/// throttling of hidden ones off, so what happens behind another tab is tried with this one, over DevTools' own protocol.
/// </summary>
internal sealed class BareChromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Process _process;
    private readonly string _profile;
    private readonly HttpClient _http;

    private BareChromium(Process process, string profile, Uri devTools)
    {
        (_process, _profile) = (process, profile);
        _http = new HttpClient { BaseAddress = devTools };
    }

    /// <param name="clip">What the camera sees, which every page may use; null for a computer without one.</param>
    public static async Task<BareChromium> LaunchAsync(string? clip)
    {
        var profile = Directory.CreateTempSubdirectory("chromium-").FullName;
        string[] arguments =
        [
            "--headless", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--use-fake-ui-for-media-stream",
            .. Chromium.Arguments(clip), "about:blank",
        ];
        var process = Process.Start(new ProcessStartInfo(Chromium.Path, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new BareChromium(process, profile, await DevToolsAsync(profile));
    }

    /// <summary>Opens a page in a new tab, in front of all others.</summary>
    public async Task<BareTab> OpenAsync(Uri address)
    {
        using var answer = await _http.PutAsync(new Uri($"/json/new?{address}", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
        var tab = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return await BareTab.AttachAsync(new Uri(tab.GetProperty("webSocketDebuggerUrl").GetString()!));
    }

    // Chromium writes the port it found into its profile once it listens.
    private static async Task<Uri> DevToolsAsync(string profile)
    {
        var file = Path.Combine(profile, "DevToolsActivePort");
        using var deadline = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (await tick.WaitForNextTickAsync(deadline.Token))
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, deadline.Token) is [var port, ..] && port.Length > 0) return new Uri($"http://127.0.0.1:{port}");
        }
        throw new TimeoutException();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }
}
