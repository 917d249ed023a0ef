using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Tests.Verdicts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Tests.Sessions;

public sealed class SavePolicyTests
{
    private readonly Script _script = new();
    private SessionState _saved;
    private int _saves;

    public SavePolicyTests() => _saved = _script.State;

    [Fact]
    public void Save_CleanFrames_Never()
    {
        Play(0, 60, phone: false);

        Assert.Equal(0, _saves);
    }

    [Fact]
    public void Save_PhoneInView_OnStartOnceASecondAndOnTheMark()
    {
        Play(0, 9.9, phone: true);

        // Start of the streak, one count of the appearance at 1.2 s, the mark at 6.0 s, and about every second otherwise.
        Assert.InRange(_saves, 9, 11);
    }

    [Fact]
    public void Save_StreakEnds_OnceMoreAndThenSilence()
    {
        Play(0, 3, phone: true);
        var before = _saves;
        Play(3.3, 60, phone: false);

        Assert.InRange(_saves - before, 1, 3); // within the tolerance, the end of the streak, the end of the appearance
    }

    private void Play(double from, double to, bool phone)
    {
        for (var at = from; at <= to + 1e-9; at += 0.3)
        {
            _ = phone ? _script.Phone(at) : _script.Nothing(at);
            if (!SavePolicy.IsDue(_saved, _script.State)) continue;
            _saved = _script.State;
            _saves++;
        }
    }
}
