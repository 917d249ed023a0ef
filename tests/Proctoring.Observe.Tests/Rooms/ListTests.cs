using Proctoring.Gateway.Rooms;
using Proctoring.Standalone.Tests.Browser;

namespace Proctoring.Observe.Tests.Rooms;

/// <summary>The list of candidates: who needs a person first, and no row that jumps away.</summary>
[Collection(ObserveCollection.Name)]
public sealed class ListTests(Chromium chromium)
{
    private static readonly RoomEvent[] Everybody =
    [
        Told.Joined(10), Told.Joined(2), Told.Joined(3, phone: true), Told.Joined(4, marks: 1), Told.Joined(5, marks: 1, dismissed: 1), Told.Joined(6, presence: RoomPresence.Blind),
        Told.Joined(7), Told.Left(7), Told.Expected(8, DateTimeOffset.UtcNow.AddMinutes(-1)), Told.Expected(9, DateTimeOffset.UtcNow.AddHours(1)), Told.Expected(11, null),
        Told.Joined(12, presence: RoomPresence.Over),
    ];

    [ChromiumFact]
    public async Task Candidates_AreInTheirGroupsAndCounted()
    {
        await using var room = await ObservedRoom.OpenAsync(chromium, Everybody);

        await room.GroupAsync("marked", 4);
        await room.GroupAsync("phone", 3);
        await room.GroupAsync("unseen", 6, 7);
        await room.GroupAsync("missing", 8, 11);
        await room.GroupAsync("watched", 2, 5, 10);
        await room.GroupAsync("later", 9);
        await room.GroupAsync("over", 12);
        Assert.Equal("6 need a person · 11 in the room", await room.View.TextAsync("#summary"));
        Assert.Equal("2", await room.View.TextAsync("[data-group=missing] .count"));

        await room.TellAsync(Told.Joined(8), Told.Marked(10));
        await room.GroupAsync("marked", 4, 10);
        await room.GroupAsync("watched", 2, 5, 8);
    }

    [ChromiumFact]
    public async Task Order_UnderThePointer_WaitsUntilItIsElsewhere()
    {
        await using var room = await ObservedRoom.OpenAsync(chromium, Everybody);
        await room.View.Page.HoverAsync("button.row[data-session=s2]");
        await room.TellAsync(Told.Marked(10));

        await room.UntilAsync("document.querySelector('[data-session=s10] .state').textContent.startsWith('Marked')"); // told in its place
        await room.UntilAsync("document.getElementById('held-text').textContent === 'One has another place by now.'");
        Assert.Equal([Told.Name(2), Told.Name(5), Told.Name(10)], await room.NamesAsync("watched"));
        await room.View.Page.Mouse.MoveAsync(5, 5);
        await room.GroupAsync("marked", 4, 10);
        Assert.False(await room.View.IsShownAsync("#held"));
    }

    [ChromiumFact]
    public async Task Keyboard_MovesOpensClosesAndSearches_AndTheFocusStaysWithItsCandidate()
    {
        await using var room = await ObservedRoom.OpenAsync(chromium, Everybody);
        var keys = room.View.Page.Keyboard;
        await keys.PressAsync("j");
        await FocusIsOnAsync("s4");
        await keys.PressAsync("ArrowDown");
        await FocusIsOnAsync("s3");
        await keys.PressAsync("k");
        await FocusIsOnAsync("s4");

        await room.TellAsync(Told.Joined(1, marks: 2));
        await room.UntilAsync("document.getElementById('held').checkVisibility()"); // after a key the order waits
        await keys.PressAsync("s");
        await room.GroupAsync("marked", 1, 4);
        await FocusIsOnAsync("s4");

        await keys.PressAsync("Enter");
        await room.UntilAsync("document.activeElement.id === 'detail-name' && document.activeElement.textContent === 'candidate-4'");
        await keys.PressAsync("Escape");
        await FocusIsOnAsync("s4");

        await keys.PressAsync("/");
        await keys.TypeAsync("candidate-1");
        await room.UntilAsync("document.getElementById('found').textContent === '4 found'");
        Assert.Equal([Told.Name(10)], await room.NamesAsync("watched"));
        await keys.PressAsync("ArrowDown");
        await FocusIsOnAsync("s1");
        await keys.PressAsync("Escape");
        await room.UntilAsync("document.getElementById('search').value === '' && document.querySelectorAll('#list li:not([hidden])').length === 12");

        Task FocusIsOnAsync(string session) => room.UntilAsync($"document.activeElement.dataset.session === '{session}'");
    }
}
