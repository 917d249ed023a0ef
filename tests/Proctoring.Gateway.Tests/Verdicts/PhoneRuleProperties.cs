using CsCheck;
using Proctoring.Contracts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Tests.Verdicts;

/// <summary>
/// Random sessions against a slow reading of the rule that looks at the whole history of frames anew each time and keeps no
/// state of its own.
/// </summary>
public sealed class PhoneRuleProperties
{
    private static readonly VerdictOptions Options = new();

    // Intervals: mostly the usual pace, at times at or around a tolerance, at times blindness or a resume after one.
    private static readonly Gen<int> Interval = Gen.Frequency(
        (12, Gen.Int[200, 400]),
        (2, Gen.Int[1, 1200]),
        (1, Gen.Int[0, 5].Select(i => new[] { 999, 1000, 1001, 14_999, 15_000, 15_001 }[i])),
        (1, Gen.Int[1_001, 20_000]));

    // Phones come and go in runs, with single misses and single false alarms in between.
    private static readonly Gen<(int Interval, bool Phone)[]> Run =
        from phone in Gen.Bool
        from frames in Gen.Select(Interval, Gen.Int[0, 9], (interval, luck) => (interval, luck == 0 ? !phone : phone)).Array[1, 25]
        select frames;

    private static readonly Gen<(int Interval, bool Phone)[]> Session = Run.Array[1, 12].Select(runs => runs.SelectMany(run => run).ToArray());

    [Fact]
    public void Decide_RandomSession_AgreesWithTheSlowReading() =>
        Session.Sample(session =>
        {
            var frames = TimesOf(session);
            var script = new Script();
            for (var i = 0; i < frames.Count; i++)
            {
                if (frames[i].Phone) script.Phone(frames[i].Ms / 1000.0);
                else script.Nothing(frames[i].Ms / 1000.0);

                var expected = SlowReading.Of(frames.GetRange(0, i + 1));
                var phone = script.State.Phone;
                Assert.Equal(expected.HeldMs, Math.Round(script.Last.PhoneHeld.TotalMilliseconds));
                Assert.Equal(expected.TotalMs, Math.Round(script.Last.PhoneTotal.TotalMilliseconds));
                Assert.Equal(expected.Marks, phone.Marks);
                Assert.Equal(expected.Marks > 0, script.Last.CheatingDetected);
                Assert.Equal(expected.Gaps, phone.Gaps.Length);
                Assert.Equal(expected.Alarms, script.BlindWithPhone.Count);
            }
        }, iter: 3000);

    [Fact]
    public void Decide_RandomSession_NeverMarksBelowSixWatchedSeconds() =>
        Session.Sample(session =>
        {
            var script = new Script();
            foreach (var (ms, phone) in TimesOf(session))
            {
                if (phone) script.Phone(ms / 1000.0);
                else script.Nothing(ms / 1000.0);
            }
            Assert.All(script.Marks, m => Assert.True(m.Mark.Held >= Options.Hold && script.Last.PhoneTotal >= m.Mark.Held));
        }, iter: 3000);

    [Fact]
    public void Decide_StateCarriedElsewhereAtAnyFrame_ChangesNothing() =>
        Gen.Select(Session, Gen.Int[0, 200]).Sample((session, handover) =>
        {
            var frames = TimesOf(session);
            var whole = Play(frames, SessionState.Start(Options));
            var at = Math.Min(handover, frames.Count);
            var moved = Play(frames.GetRange(0, at), SessionState.Start(Options));
            var resumed = Play(frames.GetRange(at, frames.Count - at), moved);
            Assert.Equal(whole.Phone with { Gaps = [], Episodes = [] }, resumed.Phone with { Gaps = [], Episodes = [] });
            Assert.Equal(whole.Phone.Episodes, resumed.Phone.Episodes.AsEnumerable());
            Assert.Equal(whole.Phone.Gaps, resumed.Phone.Gaps.AsEnumerable());
            Assert.Equal(whole.Objects, resumed.Objects.AsEnumerable());
        }, iter: 1000);

    private static List<(long Ms, bool Phone)> TimesOf((int Interval, bool Phone)[] session)
    {
        var frames = new List<(long, bool)>();
        long now = 0;
        foreach (var (interval, phone) in session) frames.Add((now += interval, phone));
        return frames;
    }

    private static SessionState Play(List<(long Ms, bool Phone)> frames, SessionState state)
    {
        foreach (var (ms, phone) in frames)
        {
            Detection[] seen = phone ? [new Detection(Labels.CellPhone, 0.5f, default)] : [];
            state = VerdictRule.Decide(state, seen, Script.Start.AddMilliseconds(ms), Options).Verdict.State;
        }
        return state;
    }
}
