using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Hosting.Telemetry;

namespace Proctoring.Ops.Tests.Telemetry;

public sealed class ScrapesTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Scrapes _scrapes;

    public ScrapesTests() => _scrapes = new Scrapes(_time);

    [Fact]
    public void Wait_NeverScraped_IsOver() => Assert.True(_scrapes.WaitForNextAsync(CancellationToken.None).IsCompleted);

    [Fact]
    public async Task Wait_LookedAtByPeople_IsOver()
    {
        for (var i = 0; i < 3; i++) await LookAsync(isScraper: false);

        Assert.True(_scrapes.WaitForNextAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Wait_Scraped_IsOverWithTheNextScrape()
    {
        await ScrapeTwiceAsync(TimeSpan.FromSeconds(15));
        var waiting = _scrapes.WaitForNextAsync(CancellationToken.None);
        Assert.False(waiting.IsCompleted);

        await LookAsync(isScraper: true);

        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Wait_DuringAScrape_IsForTheOneAfter()
    {
        await ScrapeTwiceAsync(TimeSpan.FromSeconds(15));
        var answer = new TaskCompletionSource();
        var during = LookAsync(isScraper: true, answer.Task);
        var waiting = _scrapes.WaitForNextAsync(CancellationToken.None);

        answer.SetResult();
        await during;
        await Task.Yield();

        Assert.False(waiting.IsCompleted);
        await LookAsync(isScraper: true);
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData(15, 16)]
    [InlineData(120, 30)]
    public async Task Wait_NoScrapeAnyMore_EndsWhenItIsOverdue(int interval, int patience)
    {
        await ScrapeTwiceAsync(TimeSpan.FromSeconds(interval));
        var waiting = _scrapes.WaitForNextAsync(CancellationToken.None);

        _time.Advance(TimeSpan.FromSeconds(patience - 0.5));
        Assert.False(waiting.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.5));

        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private async Task ScrapeTwiceAsync(TimeSpan interval)
    {
        await LookAsync(isScraper: true);
        _time.Advance(interval);
        await LookAsync(isScraper: true);
    }

    private Task LookAsync(bool isScraper, Task? answer = null)
    {
        var context = new DefaultHttpContext();
        if (isScraper) context.Request.Headers["X-Prometheus-Scrape-Timeout-Seconds"] = "10";
        return _scrapes.WatchAsync(context, _ => answer ?? Task.CompletedTask);
    }
}
