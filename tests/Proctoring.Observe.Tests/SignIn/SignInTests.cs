using Microsoft.Playwright;
using Proctoring.Gateway.Rooms.Store;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Observe.Tests.Exams;
using Proctoring.Observe.Tests.Rooms;
using Proctoring.Standalone.Tests.Browser;
using Proctoring.Testing;
using Proctoring.Testing.SignIn;

namespace Proctoring.Observe.Tests.SignIn;

/// <summary>Who may see the page's room, and how they say who they are.</summary>
[Collection(ObserveCollection.Name)]
public sealed class SignInTests(Chromium chromium) : IAsyncLifetime
{
    private static readonly Person Rita = new("rita", ["reviewer"], "math");
    private static readonly Person Gus = new("gus", ["observer"], "art");

    private Authority _authority = null!;
    private GatewayHost _host = null!;

    public async Task InitializeAsync()
    {
        _authority = await Authority.StartAsync(Rita, Gus);
        _host = await GatewayHost.StartAsync(null, ("Access:Authority", _authority.Address), ("Access:Observe:ClientId", Authority.ClientId));
        _authority.Redirects.Add(new Uri(_host.Main, "/observe"));
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _authority.DisposeAsync();
    }

    [ChromiumFact]
    public async Task Reviewer_WhoSignsIn_IsBackInTheRoomAndNothingIsLeftInTheAddress()
    {
        await using var view = await chromium.SignInAsync(_host.Main, Rita);
        Assert.Equal(new Uri(_host.Main, "/observe?room=math").ToString(), view.Page.Url);
        Assert.Equal("Signed in as rita", await view.TextAsync("#who"));

        await view.Page.ReloadAsync(); // the tab has the tokens
        await view.UntilAsync(ObserverPage.IsUp);
    }

    [ChromiumFact]
    public async Task Token_ThatEndsInTheMiddleOfAnExam_IsRefreshedAndNothingIsMissed()
    {
        _authority.Lifetime = TimeSpan.FromSeconds(4);
        await using var view = await chromium.SignInAsync(_host.Main, Rita);
        await view.Page.EvaluateAsync("() => new MutationObserver(() => (window.wasDown ||= document.getElementById('link').dataset.state === 'down')).observe(document.getElementById('link'), { attributes: true })");
        await view.UntilAsync("window.wasDown"); // 4004
        await _host.Service<IRoomStore>().AppendAsync("math", [Told.Joined(1), Told.Marked(1)], default);

        await view.UntilAsync($"{ObserverPage.IsUp} && document.querySelector('section[data-group=marked] .name')?.textContent === 'candidate-1'");
        Assert.InRange(_authority.Refreshed, 1, 20);
        Assert.False(await view.IsShownAsync("#problem"));
    }

    [ChromiumFact]
    public async Task Token_ThatEndsWithoutARefreshToken_AsksThePersonBeforeAndGoesOnAfterwards()
    {
        (_authority.Refreshes, _authority.Lifetime) = (false, TimeSpan.FromSeconds(7));
        await using var view = await chromium.SignInAsync(_host.Main, Rita);
        await view.UntilAsync("document.getElementById('problem-text').textContent.startsWith('Your sign-in ends in a moment')");
        Assert.Equal("Connected", await view.TextAsync("#link"));
        await view.UntilAsync("document.getElementById('problem-text').textContent.startsWith('Your sign-in has ended')");
        Assert.Equal("Not connected", await view.TextAsync("#link"));

        _authority.Lifetime = TimeSpan.FromMinutes(10);
        await view.SignInAsync(Rita);
        Assert.False(await view.IsShownAsync("#problem"));
    }

    [ChromiumFact]
    public async Task Room_OfSomebodyElse_IsToldInOneSentence()
    {
        await using var view = await chromium.OpenAsync(new Uri(_host.Main, "/observe?room=math"), camera: false);
        await view.Page.ClickAsync("#sign-in");
        await view.Page.ClickAsync("button[value=gus]");
        await view.UntilAsync("document.getElementById('problem-text').textContent.startsWith('You may not watch over this room')");
        Assert.False(await view.IsShownAsync("#room"));
    }

    [ChromiumFact]
    public async Task Return_ThatWasNotBegunHere_SignsNobodyIn()
    {
        await using var view = await chromium.OpenAsync(new Uri(_host.Main, "/observe?code=stolen&state=of-somebody-else"), camera: false);
        await view.UntilAsync("document.getElementById('problem-text').textContent.startsWith('Signing in has failed')");
        Assert.Equal(new Uri(_host.Main, "/observe").ToString(), view.Page.Url);
    }

    [ChromiumFact]
    public async Task Page_OpenedByAnExamSystem_TakesTheTokenOutOfTheAddress()
    {
        using var key = new AccessKey();
        await using var host = await GatewayHost.StartAsync(null, ("Access:KeyFile", key.File));
        await using var view = await chromium.OpenAsync(new Uri(host.Main, $"/observe?room=math#token={key.Token("rita", "reviewer")}"), camera: false);
        await view.UntilAsync(ObserverPage.IsUp);
        Assert.Equal(new Uri(host.Main, "/observe?room=math").ToString(), view.Page.Url);
        Assert.Equal("Signed in as rita", await view.TextAsync("#who"));

        await using var stranger = await chromium.OpenAsync(new Uri(host.Main, "/observe?room=math"), camera: false);
        await stranger.UntilAsync("document.getElementById('problem-text').textContent === 'Open this page from your exam system.'");
    }

    [Fact]
    public async Task Page_IsForNobodyToEmbedAndTalksToItsAuthorityAlone()
    {
        using var http = new HttpClient { BaseAddress = _host.Main };
        foreach (var path in (string[])["/observe", "/observe/"])
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains($"connect-src 'self' {_authority.Address};", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
            Assert.Equal("DENY", answer.Headers.GetValues("X-Frame-Options").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Contains("/js/observe/main.js", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        using var candidates = await http.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Contains("connect-src 'self';", candidates.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }
}
