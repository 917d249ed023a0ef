using Proctoring.Models.Accuracy.Scenes;

namespace Proctoring.Models.Tests.Accuracy.Scenes;

public sealed class SceneReportTests
{
    private static readonly string[] PlainGroups = ["110–150 px, ≤ 10°, ≤ 10 % covered", "110–130 px", "0–10°", "0–10 %", "1", "with a phone"];

    [Fact]
    public void Of_PlainPhone_CountsInOneGroupOfEachKind() => Assert.Equal(PlainGroups, GroupsOf(Phone(width: 120)));

    [Fact]
    public void Of_PhoneOnALimit_CountsInOneGroupOnly() => Assert.Equal(PlainGroups, GroupsOf(Phone(130, -10, 0.1)));

    [Fact]
    public void Of_SmallPhone_CountsBySizeOnly() => Assert.Equal(["50–70 px", "1", "with a phone"], GroupsOf(Phone(width: 50)));

    [Fact]
    public void Of_TurnedPhone_CountsByAngleOnly() => Assert.Equal(["30–60°", "1", "with a phone"], GroupsOf(Phone(angle: -45)));

    [Fact]
    public void Of_CoveredPhone_CountsByShareOnly() => Assert.Equal(["50–70 %", "1", "with a phone"], GroupsOf(Phone(covered: 0.6)));

    [Fact]
    public void Of_PhoneHardInEveryWay_CountsInTheWhole() => Assert.Equal(["1", "with a phone"], GroupsOf(Phone(60, 45, 0.6)));

    [Fact]
    public void Of_FoundAndMissed_GivesShares()
    {
        var report = Report([.. Found(3), .. Missed(1)], [.. NoPhone(1, seen: true), .. NoPhone(3, seen: false)]);

        Assert.Equal(0.75, report.Recall[0].Recall);
        Assert.Equal(0.25, report.WithoutPhone.Rate);
        Assert.Null(report.Recall.Single(row => row.Group == "50–70 px").Recall);
    }

    [Fact]
    public void Complaints_NineOfTenAndNoAlarm_AreNone() =>
        Assert.Empty(Report([.. Found(9), .. Missed(1)], NoPhone(1, seen: false)).Complaints);

    [Fact]
    public void Complaints_PlainPhonesMissed_SaysHowMany() => Assert.Equal(
        "Of 10 phones in plain view 8 were found, 0.800; at least 0.9 is required.",
        Assert.Single(Report([.. Found(8), .. Missed(2)], []).Complaints));

    [Fact]
    public void Complaints_FalseAlarms_SaysHowMany() => Assert.Equal(
        "Phones were found in 1 of 99 scenes without one; at most 1 % is allowed.",
        Assert.Single(Report([], [.. NoPhone(1, seen: true), .. NoPhone(98, seen: false)]).Complaints));

    [Fact]
    public void Complaints_OneFalseAlarmInAHundred_AreNone() =>
        Assert.Empty(Report([], [.. NoPhone(1, seen: true), .. NoPhone(99, seen: false)]).Complaints);

    private static IEnumerable<string> GroupsOf(DrawnPhone phone) =>
        Report([new SceneOutcome(new DrawnScene("a.jpg", 1, phone), true, true)], [])
            .Recall.Where(row => row.Scenes > 0).Select(row => row.Group);

    private static DrawnPhone Phone(double width = 130, double angle = 0, double covered = 0) => new([0, 0, 1, 1], width, angle, covered);

    private static IEnumerable<SceneOutcome> Found(int count) => Repeat(count, Phone(), seen: true);

    private static IEnumerable<SceneOutcome> Missed(int count) => Repeat(count, Phone(), seen: false);

    private static IEnumerable<SceneOutcome> NoPhone(int count, bool seen) => Repeat(count, null, seen);

    private static IEnumerable<SceneOutcome> Repeat(int count, DrawnPhone? phone, bool seen) =>
        Enumerable.Repeat(new SceneOutcome(new DrawnScene("a.jpg", 1, phone), seen, seen && phone is not null), count);

    private static SceneReport Report(IEnumerable<SceneOutcome> with, IEnumerable<SceneOutcome> without) =>
        SceneReport.Of(0.35f, [.. with, .. without]);
}
