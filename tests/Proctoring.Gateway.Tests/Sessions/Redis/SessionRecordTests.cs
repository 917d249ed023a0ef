using System.Text;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Gateway.Tests.Verdicts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

public sealed class SessionRecordTests
{
    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var script = new Script();
        for (var i = 0; i < 40; i++) script.Phone(i * 0.3);
        script.Phone(14);
        script.Nothing(14.3);
        var session = StoredSession.Start(new NewSession("room-7"), Script.Start, TimeSpan.FromHours(6), new VerdictOptions()) with { State = script.State, Candidate = "c-1" };

        var json = SessionRecord.Write(session);
        var read = SessionRecord.Read(json);

        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(SessionRecord.Write(read)));
        Assert.Equal(session with { State = read.State }, read);
        Assert.Equal(script.State.LastFrameAt, read.State.LastFrameAt);
        Assert.Equal(script.State.Phone.Streak, read.State.Phone.Streak);
        Assert.Equal(script.State.Phone.Total, read.State.Phone.Total);
        Assert.Equal(script.State.Phone.Episodes, read.State.Phone.Episodes.AsEnumerable());
        Assert.Equal(script.State.Phone.Gaps, read.State.Phone.Gaps.AsEnumerable());
        Assert.Equal(script.State.Objects, read.State.Objects.AsEnumerable());
        Assert.True(read.State.CheatingDetected);
        Assert.Single(read.State.Phone.Episodes);
        Assert.Single(read.State.Phone.Gaps);
    }

    [Fact]
    public void Read_FieldsOfALaterVersion_AreSkipped()
    {
        var session = StoredSession.Start(new NewSession("room-7"), Script.Start, TimeSpan.FromHours(6), new VerdictOptions());
        var json = Encoding.UTF8.GetString(SessionRecord.Write(session)).Replace("{\"id\"", "{\"mood\":[1,{}],\"id\"");

        Assert.Equal(session.Id, SessionRecord.Read(Encoding.UTF8.GetBytes(json)).Id);
    }

    [Fact]
    public void Write_NewSession_IsShort() =>
        Assert.InRange(SessionRecord.Write(StoredSession.Start(new NewSession("room-7"), Script.Start, TimeSpan.FromHours(6), new VerdictOptions())).Length, 1, 600);
}
