using Proctoring.Contracts;
using Proctoring.Models.Accuracy;
using Proctoring.Models.Accuracy.Scenes;

namespace Proctoring.Models.Tests.Accuracy.Scenes;

public sealed class SceneOutcomeTests
{
    private static readonly DrawnScene WithPhone = new("a.jpg", 1, new DrawnPhone([100, 100, 200, 300], 100, 0, 0));

    [Theory]
    [InlineData("cell phone", 100, true, true)]
    [InlineData("cell phone", 130, true, true)] // an overlap of 70 / 130
    [InlineData("cell phone", 140, true, false)] // 60 / 140
    [InlineData("remote", 100, false, false)]
    public void Of_OneDetection_TellsSeenFromLocated(string label, float left, bool seen, bool located)
    {
        var outcome = SceneOutcome.Of(WithPhone, Sight(new Detection(label, 0.5f, new Box(left, 100, left + 100, 300))));

        Assert.Equal((seen, located), (outcome.Seen, outcome.Located));
    }

    [Fact]
    public void Of_SecondPhoneAtTheRightPlace_IsLocated() => Assert.True(SceneOutcome.Of(WithPhone, Sight(
        new Detection("cell phone", 0.9f, new Box(0, 0, 50, 50)), new Detection("cell phone", 0.4f, WithPhone.Phone!.Box))).Located);

    [Fact]
    public void Of_SceneWithoutAPhone_IsNeverLocated()
    {
        var outcome = SceneOutcome.Of(WithPhone with { Phone = null }, Sight(new Detection("cell phone", 0.5f, new Box(0, 0, 50, 50))));

        Assert.Equal((true, false), (outcome.Seen, outcome.Located));
    }

    private static Sight Sight(params Detection[] detections) => new(640, 480, detections);
}
