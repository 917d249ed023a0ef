using Proctoring.Standalone.Tests.Hosting;
using Proctoring.Testing;
using Proctoring.Testing.Stores;
using Xunit.Abstractions;

namespace Proctoring.Standalone.Tests.Browser;

/// <summary>The page shows pictures that lie in a store.</summary>
[Collection(StandaloneCollection.Name)]
public sealed class StoredPictureTests(Chromium chromium, ITestOutputHelper output)
{
    [ChromiumStoreFact]
    public async Task Page_PicturesInAStoreElsewhere_AreShownFromThere()
    {
        await using var store = await Azurite.StartAsync();
        await using var server = await ServerProcess.StartAsync(StandaloneServer.Project, "--Delivery:Pictures=Url", "--Delivery:Store=Azure", $"--Delivery:Azure:ConnectionString={store.ConnectionString()}");
        await using var page = await chromium.OpenAsync(server.BaseAddress);
        var fetched = new List<string>();
        page.Page.Response += (_, response) =>
        {
            if (response.Ok && response.Url.Contains("/pictures/", StringComparison.Ordinal)) lock (fetched) fetched.Add(response.Url);
        };
        await page.UntilAsync("document.getElementById('start').checkVisibility()");
        Assert.Contains(store.Address.Authority, await page.TextAsync("#facts"), StringComparison.Ordinal);
        await page.StartAsync();
        await page.InStateAsync("watching");
        await page.NextPictureAsync();
        await page.NextPictureAsync();
        await page.UntilAsync("document.getElementById('bar').value >= 2000"); // a phone is in view, and drawn
        await page.NextPictureAsync();
        await page.ScreenshotAsync("11-stored");

        Assert.All(fetched, url => Assert.StartsWith(store.Address.ToString(), url, StringComparison.Ordinal));
        output.WriteLine($"{fetched.Count} pictures from {store.Address}");
        Assert.True(fetched.Count >= 3);
        Assert.Equal(0, await server.MetricAsync("proctoring_picture_bytes_total{to=\"socket\"}"));
    }

    [ChromiumFact]
    public async Task Page_PicturesInAFolder_NeverFlickers()
    {
        var folder = Directory.CreateTempSubdirectory("pictures-");
        try
        {
            await using var server = await ServerProcess.StartAsync(StandaloneServer.Project, "--Delivery:Pictures=Url", "--Delivery:Interval=0", "--Delivery:Store=Folder", $"--Delivery:Folder={folder.FullName}");
            await using var page = await chromium.OpenAsync(server.BaseAddress);
            await page.StartAsync();
            await page.InStateAsync("watching");
            await page.NextPictureAsync();

            // Every frame that the browser paints, over many pictures: none of them is blank.
            var seen = await page.Page.EvaluateAsync<int[]>(
                """
                () => new Promise((done) => {
                  const picture = document.getElementById('picture');
                  const look = new OffscreenCanvas(16, 12).getContext('2d', { willReadFrequently: true });
                  const first = Number(picture.dataset.shown);
                  let blank = 0;
                  function paint() {
                    look.clearRect(0, 0, 16, 12);
                    look.drawImage(picture, 0, 0, 16, 12);
                    const pixels = look.getImageData(0, 0, 16, 12).data;
                    if (!pixels.some((value, i) => i % 4 === 3 && value > 0))
                      blank++;
                    const shown = Number(picture.dataset.shown) - first;
                    if (shown >= 8)
                      done([blank]);
                    else
                      requestAnimationFrame(paint);
                  }
                  paint();
                })
                """);
            Assert.Equal(0, seen[0]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private sealed class ChromiumStoreFactAttribute : FactAttribute
    {
        public ChromiumStoreFactAttribute() => Skip = new ChromiumFactAttribute().Skip ?? NodeServer.Missing;
    }
}
