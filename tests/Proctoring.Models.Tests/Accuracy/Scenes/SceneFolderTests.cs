using Proctoring.Contracts;
using Proctoring.Models.Accuracy;
using Proctoring.Models.Accuracy.Scenes;

namespace Proctoring.Models.Tests.Accuracy.Scenes;

public sealed class SceneFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SceneFolderTests() => _folder.Write("a.jpg", "");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ScenesWithAndWithoutAPhone_GivesBoth()
    {
        _folder.Write("scenes.json", """
            [
              { "file": "a.jpg", "components": 3, "phone": { "box": [1, 2, 30, 40], "width": 29, "angle": -12.5, "covered": 0.25 } },
              { "file": "a.jpg", "components": 1, "phone": null }
            ]
            """);

        var scenes = SceneFolder.Read(_folder.Path).Scenes;

        Assert.Equal(new Box(1, 2, 30, 40), scenes[0].Phone!.Box);
        Assert.Equal((29, -12.5, 0.25), (scenes[0].Phone!.Width, scenes[0].Phone!.Angle, scenes[0].Phone!.Covered));
        Assert.Equal(3, scenes[0].Components);
        Assert.Equal(new DrawnScene("a.jpg", 1), scenes[1]);
    }

    [Theory]
    [InlineData("[]", "lists no scenes")]
    [InlineData("null", "is empty")]
    [InlineData("[\n  { \"file\": \"a.jpg\" }\n]", "line 2: ")]
    [InlineData("[\n  { \"file\": \"a.jpg\", \"components\": 1, \"seed\": 4 }\n]", "line 2: ")]
    [InlineData("[\n", "line 2: ")]
    [InlineData("[{ \"file\": \"b.jpg\", \"components\": 1 }]", "names b.jpg, which is not there")]
    public void Read_BrokenList_NamesItAndTheFault(string list, string fault)
    {
        _folder.Write("scenes.json", list);

        var message = Refused();
        Assert.StartsWith(_folder.At("scenes.json"), message);
        Assert.Contains(fault, message);
    }

    [Theory]
    [InlineData("[1, 2, 3]")]
    [InlineData("[3, 2, 1, 9]")]
    public void Read_BoxThatIsNone_NamesTheScene(string box)
    {
        _folder.Write("scenes.json", $$"""
            [{ "file": "a.jpg", "components": 1, "phone": { "box": {{box}}, "width": 1, "angle": 0, "covered": 0 } }]
            """);

        Assert.Equal($"{_folder.At("scenes.json")}: the phone's box of a.jpg needs left, top, right and bottom.", Refused());
    }

    [Fact]
    public void Read_NoList_SaysWhereItLooked() => Assert.StartsWith($"There is no {_folder.At("scenes.json")}", Refused());

    private string Refused() => Assert.Throws<AccuracyException>(() => SceneFolder.Read(_folder.Path)).Message;
}
