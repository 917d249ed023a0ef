using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>A candidate who comes by a link, and what a reviewer's decision does to the page.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class LinkTests(Chromium chromium) : IAsyncLifetime
{
    private const string IsMarked = "document.getElementById('marked').textContent !== ''";

    private readonly AccessKey _key = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pictures-");
    private ServerProcess _server = null!;

    public async Task InitializeAsync() => _server = await ServerProcess.StartAsync(
        StandaloneServer.Project, "--Verdicts:Hold=00:00:02", $"--Access:KeyFile={_key.File}", "--Delivery:Store=Folder", $"--Delivery:Folder={_folder.FullName}");

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
        _key.Dispose();
    }

    [ChromiumFact]
    public async Task Link_FromTheExamSystemToADismissal_WorksInTheBrowser()
    {
        var link = new Uri((await AskAsync(HttpMethod.Post, "/api/sessions", "operator", new { candidate = "c-1", room = "math", ends = DateTimeOffset.UtcNow.AddHours(1) })).GetProperty("link").GetString()!);
        await using var page = await chromium.OpenAsync(link);
        await page.UntilAsync("document.getElementById('start').checkVisibility()");
        Assert.Equal(link.GetLeftPart(UriPartial.Query), page.Page.Url); // the code is not left there
        await page.StartAsync();
        await page.UntilAsync(IsMarked);

        var incidents = JsonDocument.Parse("[]").RootElement;
        await Eventually.TrueAsync(async () => (incidents = (await AskAsync(HttpMethod.Get, "/api/incidents?room=math", "reviewer")).GetProperty("incidents")).GetArrayLength() > 0, "the incident is stored");
        Assert.Equal("c-1", incidents[0].GetProperty("candidate").GetString());
        foreach (var incident in incidents.EnumerateArray()) await AskAsync(HttpMethod.Post, $"/api/incidents/{incident.GetProperty("id")}/review", "reviewer", new { decision = "dismissed" });
        await page.UntilAsync($"!({IsMarked})");

        await page.Page.ReloadAsync();
        await page.InStateAsync("watching"); // by itself: the tokens are in the tab's storage
    }

    [ChromiumFact]
    public async Task Page_WithoutALinkOrWithAUsedOne_SaysSo()
    {
        await using var page = await chromium.OpenAsync(_server.BaseAddress);
        await page.StartAsync();
        await page.InStateAsync("failed");
        Assert.Contains("a link works once", await page.TextAsync("#problem"), StringComparison.Ordinal);

        await using var second = await chromium.OpenAsync(new Uri(_server.BaseAddress, "#code=used"));
        await second.UntilAsync("document.getElementById('problem').textContent !== ''");
        Assert.Contains("a link works once", await second.TextAsync("#problem"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> AskAsync(HttpMethod method, string path, string role, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = _server.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _key.Token("somebody", role));
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
