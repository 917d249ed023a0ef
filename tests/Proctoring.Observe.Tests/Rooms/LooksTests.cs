using System.Text.Json;
using Microsoft.Playwright;
using Proctoring.Gateway.Rooms;
using Proctoring.Standalone.Tests.Browser;
using Proctoring.Testing;

namespace Proctoring.Observe.Tests.Rooms;

/// <summary>
/// The page at every width, in both colour schemes and both directions: nothing runs out of sight and axe-core finds nothing serious.
/// Leaves screenshots for people to look at. <c>make test</c> installs axe-core from npm.
/// </summary>
[Collection(ObserveCollection.Name)]
public sealed class LooksTests(Chromium chromium)
{
    private static readonly string Axe = Path.Combine(Repository.Root, "artifacts", "tools", "node_modules", "axe-core", "axe.min.js");

    private static readonly RoomEvent[] Everybody =
    [
        Told.Joined(1, phone: true, marks: 1), Told.Joined(2, marks: 3, dismissed: 1), Told.Joined(3, phone: true), Told.Joined(4, presence: RoomPresence.Blind), Told.Joined(5, presence: RoomPresence.Silent),
        Told.Joined(6), Told.Left(6), Told.Expected(7, null), Told.Joined(8), Told.Joined(9, marks: 1, dismissed: 1), Told.Joined(10), Told.Expected(11, DateTimeOffset.UtcNow.AddHours(1)), Told.Joined(12, presence: RoomPresence.Over),
    ];

    [ChromiumFact]
    public async Task Room_AtEveryWidthAndInBothSchemes_FitsAndHasNothingSerious()
    {
        await using var room = await ObservedRoom.OpenAsync(chromium, Everybody);
        await LookAsync(room, "observe-1-room", 320, 768, 1280);
        await room.TellAsync(Told.Phone(8, true), Told.Marked(8), Told.Phone(8, false));
        await room.View.Page.ClickAsync("button.row[data-session=s8]");
        await room.View.Page.ClickAsync("#help summary");
        await room.UntilAsync("document.querySelectorAll('#timeline li').length === 3");
        await LookAsync(room, "observe-2-candidate", 320, 1280);
    }

    [ChromiumFact]
    public async Task Room_RightToLeftAndGerman_FitsAndHasNothingSerious()
    {
        await using var room = await ObservedRoom.OpenAsync(chromium, Everybody, "&dir=rtl&lang=de");
        await LookAsync(room, "observe-3-rtl", 320, 1280);
        Assert.Equal("Markiert 2", (await room.View.TextAsync("[data-group=marked] h2")).ReplaceLineEndings(" "));
    }

    private static async Task LookAsync(ObservedRoom room, string name, params int[] widths)
    {
        var page = room.View.Page;
        if (File.Exists(Axe)) await page.EvaluateAsync(await File.ReadAllTextAsync(Axe));
        foreach (var width in widths)
        {
            await page.SetViewportSizeAsync(width, 1_300);
            foreach (var scheme in (ColorScheme[])[ColorScheme.Light, ColorScheme.Dark])
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await room.View.ScreenshotAsync($"{name}-{width}-{scheme}");
                Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{name} at {width} px scrolls sideways");
                if (File.Exists(Axe)) await AssertNothingSeriousAsync(page, $"{name} at {width} px, {scheme}");
            }
        }
    }

    private static async Task AssertNothingSeriousAsync(IPage page, string what)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)");
        Assert.True(found.GetArrayLength() == 0, $"{what}: {found}");
    }
}
