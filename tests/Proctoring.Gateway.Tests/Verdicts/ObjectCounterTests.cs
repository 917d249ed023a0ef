using Proctoring.Contracts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Tests.Verdicts;

public sealed class ObjectCounterTests
{
    private readonly Script _script = new();

    [Fact]
    public void Count_AppearanceOfOneSecond_CountsThenAndNotBefore()
    {
        Book(0, to: 0.9);
        Assert.Equal(0, Count("book"));

        Book(1.2, to: 1.5);
        Assert.Equal(1, Count("book"));
    }

    [Fact]
    public void Count_ShortAbsence_IsTheSameAppearance()
    {
        Book(0, to: 1.5).Nothing(1.8).Nothing(2.4).Nothing(3.0);
        Book(3.3, to: 6);

        Assert.Equal(1, Count("book"));
    }

    [Fact]
    public void Count_AbsenceBeyondTwoSeconds_MakesTheNextAppearanceCount()
    {
        Book(0, to: 1.5).Every300(1.8, 3.9, phone: false);
        Book(4.2, to: 6);

        Assert.Equal(2, Count("book"));
    }

    [Fact]
    public void Count_FlickerNeverLastingASecond_CountsNothing()
    {
        for (var i = 0; i < 10; i++) Book(i * 4).Nothing(i * 4 + 0.9).Nothing(i * 4 + 1.8).Nothing(i * 4 + 2.7);

        Assert.Equal(0, Count("book"));
    }

    [Fact]
    public void Count_ObjectsSideBySide_AreCountedApart()
    {
        for (var i = 0; i <= 5; i++) _script.Frame(i * 0.3, ("book", 0.5f), ("laptop", 0.9f), ("person", 0.9f));

        Assert.Equal((1, 1), (Count("book"), Count("laptop")));
        Assert.DoesNotContain(_script.State.Objects, item => item.Label == "person");
    }

    [Fact]
    public void Count_ScoreBelowThreshold_IsNotSeen()
    {
        for (var i = 0; i <= 5; i++) _script.Frame(i * 0.3, ("book", 0.34f));

        Assert.Equal(0, Count("book"));
        Assert.Null(_script.Last.SeenLabel);
    }

    [Fact]
    public void Message_PhoneAndBetterScoredBook_NamesThePhone()
    {
        _script.Frame(0, ("book", 0.9f), (Labels.CellPhone, 0.4f));

        Assert.Equal(Labels.CellPhone, _script.Last.SeenLabel);
    }

    [Fact]
    public void Message_SeveralObjects_NamesTheBestScore()
    {
        _script.Frame(0, ("book", 0.5f), ("laptop", 0.8f), ("person", 0.99f));

        Assert.Equal("laptop", _script.Last.SeenLabel);
    }

    private Script Book(double at) => _script.Frame(at, ("book", 0.5f));

    private Script Book(double from, double to)
    {
        for (var i = 0; from + i * 0.3 <= to + 1e-9; i++) Book(from + i * 0.3);
        return _script;
    }

    private int Count(string label) => _script.State.Objects.Single(item => item.Label == label).Count;
}
