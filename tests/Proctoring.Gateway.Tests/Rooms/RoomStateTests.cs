using Proctoring.Gateway.Incidents.Store;
using Proctoring.Gateway.Rooms;

namespace Proctoring.Gateway.Tests.Rooms;

/// <summary>How a room stands after events.</summary>
public sealed class RoomStateTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void After_AnEvent_KeepsWhatItDoesNotSay()
    {
        var state = After(RoomState.Empty, Of(RoomEventKind.Joined) with { Candidate = "c", Presence = RoomPresence.Watched, Marks = 2 });
        state = After(state, Of(RoomEventKind.Phone) with { Phone = true, PhoneSeconds = 3.5 });

        Assert.Equal(new RoomCandidate("s", "c", RoomPresence.Watched, true, 2, 0, 3.5, At, "g/1"), state.Candidates["s"]);
        Assert.Equal(new EntryId(2, 0), state.Last);
    }

    [Fact]
    public void After_AReview_LeavesTheSessionToItsConnection()
    {
        var review = Of(RoomEventKind.Reviewed) with { By = null, Dismissed = 1 };
        Assert.Empty(After(RoomState.Empty, review).Candidates);
        var known = After(After(RoomState.Empty, Of(RoomEventKind.Joined)), review).Candidates["s"];
        Assert.Equal((1, "g/1"), (known.Dismissed, known.By));
    }

    [Theory]
    [InlineData("joined", "g/2", false)]
    [InlineData("phone", "g/1", false)]
    [InlineData("phone", "g/2", true)]
    [InlineData("left", "g/1", false)]
    [InlineData("left", "g/2", true)]
    [InlineData("reviewed", null, false)]
    public void IsLate_AfterAnotherConnection_SaysWhoHasTheSession(string kind, string? by, bool isLate)
    {
        var state = After(RoomState.Empty, Of(RoomEventKind.Joined));
        Assert.Equal(isLate, state.IsLate(Of(Enum.Parse<RoomEventKind>(kind, ignoreCase: true)) with { By = by }));
    }

    [Fact]
    public void IsLate_EndOfWhoIsGoneOrUnknown_SaysSo()
    {
        var left = Of(RoomEventKind.Left) with { Presence = RoomPresence.Away };
        Assert.True(RoomState.Empty.IsLate(left));
        Assert.True(RoomState.Empty.IsLate(Of(RoomEventKind.Phone)));
        Assert.False(RoomState.Empty.IsLate(Of(RoomEventKind.Present)));
        Assert.True(After(After(RoomState.Empty, Of(RoomEventKind.Joined)), left).IsLate(left));
    }

    [Fact]
    public void Expected_BeforeAnythingElse_IsKnownAndAfterwardsLate()
    {
        var expected = Of(RoomEventKind.Expected) with { By = RoomCandidate.Nobody, Presence = RoomPresence.Expected, Starts = At.AddHours(1), Ends = At.AddHours(2) };
        var state = After(RoomState.Empty, expected);
        Assert.Equal((RoomPresence.Expected, At.AddHours(1), At.AddHours(2), false), (state.Candidates["s"].Presence, state.Candidates["s"].Starts, state.Candidates["s"].Ends, state.Candidates["s"].HasCome));
        Assert.False(RoomState.Empty.IsLate(expected));
        Assert.True(state.IsLate(expected)); // sent again

        var joined = After(state, Of(RoomEventKind.Joined) with { Presence = RoomPresence.Watched });
        Assert.True(joined.IsLate(expected));
        Assert.True(joined.IsLate(Of(RoomEventKind.Left) with { By = RoomCandidate.Nobody })); // "did not come", told too late
        Assert.True(joined.Candidates["s"].HasCome);
    }

    [Theory]
    [InlineData(4, false)] // the entry after it is gone
    [InlineData(5, true)]
    [InlineData(9, true)]
    [InlineData(10, false)] // it has not happened yet, or was lost
    public void Reaches_APlace_SaysWhetherTheRestIsKept(long since, bool reaches) =>
        Assert.Equal(reaches, (RoomState.Empty with { Removed = new EntryId(5, 0), Last = new EntryId(9, 0) }).Reaches(new EntryId(since, 0)));

    private static RoomState After(RoomState state, RoomEvent happened) => state.After(new RoomEntry(state.Last with { Milliseconds = state.Last.Milliseconds + 1 }, happened));

    private static RoomEvent Of(RoomEventKind kind) => new() { Event = kind, At = At, Session = "s", By = "g/1" };
}
