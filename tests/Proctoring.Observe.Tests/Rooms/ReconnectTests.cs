using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Standalone.Tests.Browser;
using Proctoring.Testing.Redis;

namespace Proctoring.Observe.Tests.Rooms;

/// <summary>What the page says and does while it is not connected.</summary>
[Collection(ObserveCollection.Name)]
public sealed class ReconnectTests(Chromium chromium)
{
    [ChromiumFact]
    public async Task Network_ThatIsGoneForAWhile_IsToldAndWhatWasMissedComesAfterwards()
    {
        await using var room = await ObservedRoom.OpenAsync(chromium, [Told.Joined(1), Told.Joined(2)]);
        await room.View.Page.Context.SetOfflineAsync(true);
        await room.UntilAsync("/^Not connected for (one|2|3|4) seconds?: what you see is old\\.$/.test(document.getElementById('stale').textContent)");
        Assert.Equal("Not connected", await room.View.TextAsync("#link"));
        Assert.Equal("Not connected. What you see is old.", await room.View.Page.TextContentAsync("#announcer"));
        await room.TellAsync(Told.Phone(2, true), Told.Marked(2), Told.Phone(2, false));
        await room.View.Page.ClickAsync("button.row[data-session=s2]");
        await room.View.Page.Mouse.MoveAsync(5, 5); // otherwise the order waits
        await room.View.Page.Context.SetOfflineAsync(false);

        await room.GroupAsync("marked", 2);
        Assert.False(await room.View.IsShownAsync("#stale"));
        await room.UntilAsync("[...document.querySelectorAll('#timeline li')].map(({ dataset }) => dataset.event).join() === 'phone_gone,marked,phone'"); // all of it, once
    }

    [ChromiumFact]
    public async Task Gateway_ThatIsStartedAnew_IsFoundAndItsRoomBelieved()
    {
        (string, string) port = ("Server:Port", FreePort.Find().ToString());
        CandidatePage view;
        await using (var before = await ObservedRoom.OpenAsync(chromium, [Told.Joined(1), Told.Joined(2)], "", port))
        {
            view = await chromium.OpenAsync(new Uri(before.View.Page.Url), camera: false);
            await view.UntilAsync("document.querySelectorAll('#list li').length === 2");
        }
        await using var _ = view;
        await view.UntilAsync("document.getElementById('link').dataset.state === 'down'");
        await using var after = await GatewayHost.StartAsync(null, port);

        await view.UntilAsync("document.getElementById('link').dataset.state === 'up'");
        await view.UntilAsync("document.querySelectorAll('#list li').length === 0 && document.getElementById('empty').checkVisibility()"); // it was in memory
    }
}
