using Proctoring.Models.Accuracy.Scenes;
using Proctoring.Testing;

namespace Proctoring.Models.Tests.Accuracy.Scenes;

/// <summary>The catalogue that phone recall is judged on, seen through the list that is written of it.</summary>
public sealed class SceneCatalogueTests
{
    /// <summary>Placing 324 phones takes a second: once for all tests.</summary>
    public static readonly IReadOnlyList<SceneCatalogueEntry> Scenes = SceneCatalogue.All();

    [Fact]
    public void All_Twice_IsTheSame() => Assert.Equal(Scenes, SceneCatalogue.All());

    [Fact]
    public void All_EveryGroup_HasEnoughToJudge()
    {
        SceneOutcome[] outcomes = [.. Scenes.Select(scene => new SceneOutcome(Drawn(scene), true, true))];

        var report = SceneReport.Of(0.35f, outcomes);

        Assert.All(report.Recall, row => Assert.InRange(row.Scenes, 15, int.MaxValue));
        Assert.InRange(report.Recall[^1].Scenes, 240, int.MaxValue);
        Assert.InRange(report.WithoutPhone.Scenes, 60, int.MaxValue);
        Assert.InRange(outcomes.Count(o => o.Scene is { Phone: null, Components: 3 }), 30, int.MaxValue);
    }

    [Fact]
    public void All_Phones_AreWhollyInView() => Assert.All(Scenes.Where(s => s.Phone is not null), scene =>
    {
        var box = SceneCatalogueBox.Of(scene.Phone!.Value);
        Assert.InRange(box.Left, 1, box.Right);
        Assert.InRange(box.Top, 1, box.Bottom);
        Assert.InRange(box.Right, box.Left, Scene.Width - 1);
        Assert.InRange(box.Bottom, box.Top, Scene.Height - 1);
    });

    [Fact]
    public void Write_AnEarlierCatalogue_IsReplacedByTheSameBytes()
    {
        using var folder = new TemporaryFolder();
        SceneCatalogueEntry[] scenes = [.. Scenes.Where(s => s.Seed is 1 or 2 or 330 or 404)];
        SceneCatalogueWriter.Write(folder.Path, scenes);
        var first = Directory.EnumerateFiles(folder.Path).Order().Select(File.ReadAllBytes).ToArray();

        SceneCatalogueWriter.Write(folder.Path, scenes);

        Assert.Equal(first, Directory.EnumerateFiles(folder.Path).Order().Select(File.ReadAllBytes));
        Assert.Equal(scenes.Select(s => s.File), SceneFolder.Read(folder.Path).Scenes.Select(s => s.File));
    }

    private static DrawnScene Drawn(SceneCatalogueEntry scene) => new(
        scene.File, scene.Components,
        scene.Phone is { } phone ? new DrawnPhone([0, 0, 1, 1], phone.Width, phone.Angle, phone.Covered) : null);
}
