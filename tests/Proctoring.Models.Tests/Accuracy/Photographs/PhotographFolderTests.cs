using Proctoring.Models.Accuracy;
using Proctoring.Models.Accuracy.Photographs;

namespace Proctoring.Models.Tests.Accuracy.Photographs;

public sealed class PhotographFolderTests : IDisposable
{
    private static readonly string[] Known = ["cat", "dog", "cell phone"];

    private readonly TemporaryFolder _folder = new();

    public PhotographFolderTests()
    {
        _folder.Write("classes.txt", "dog\ncell phone\n");
        _folder.Write("images/a.jpg", "");
        _folder.Write("labels/a.txt", "1 0.5 0.5 0.1 0.1\n\n0 0.5 0.5 1 1\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OtherOrderOfClasses_MapsByName()
    {
        var photograph = Assert.Single(Read().Photographs);

        Assert.Equal(["cell phone", "dog"], photograph.Objects.Select(o => o.Label));
    }

    [Fact]
    public void Read_PictureWithoutLabels_ShowsNothing()
    {
        _folder.Write("images/b.JPEG", "");

        Assert.Equal([2, 0], Read().Photographs.Select(p => p.Objects.Count));
    }

    [Fact]
    public void Read_SlashAtTheEnd_KeepsTheName() =>
        Assert.Equal(Path.GetFileName(_folder.Path), PhotographFolder.Read(_folder.Path + "/", Known).Name);

    [Fact]
    public void Read_BrokenLabel_NamesFileAndLine()
    {
        _folder.Write("labels/a.txt", "1 0.5 0.5 0.1 0.1\n\n5 0.5 0.5 0.1 0.1\n");

        Assert.StartsWith($"{_folder.At("labels/a.txt")}, line 3: class 5 is unknown", Refused());
    }

    [Theory]
    [InlineData("dog\nunicorn\n", "line 2: the model has no class 'unicorn'")]
    [InlineData("dog\n\ncat\n", "line 2: the model has no class ''")]
    [InlineData("dog\ncat\ndog\n", "line 3: 'dog' is there twice")]
    public void Read_BrokenClasses_NamesFileAndLine(string classes, string fault)
    {
        _folder.Write("classes.txt", classes);

        Assert.StartsWith($"{_folder.At("classes.txt")}, {fault}", Refused());
    }

    [Fact]
    public void Read_LabelsWhosePictureIsLost_NamesThem()
    {
        _folder.Write("labels/b.txt", "");

        Assert.Equal($"{_folder.At("labels/b.txt")} has no picture of its name.", Refused());
    }

    [Theory]
    [InlineData("classes.txt", "classes.txt; it names the classes")]
    [InlineData("images/a.jpg", "holds no pictures")]
    [InlineData("labels/a.txt", "labels nothing in any picture")]
    public void Read_FileThatIsNotThere_SaysWhatIsMissing(string file, string fault)
    {
        File.Delete(_folder.At(file));

        Assert.Contains(fault, Refused());
    }

    [Theory]
    [InlineData("images")]
    [InlineData("labels")]
    public void Read_FolderThatIsNotThere_NamesIt(string name)
    {
        Directory.Delete(_folder.At(name), recursive: true);

        Assert.Equal($"There is no folder {_folder.At(name)}.", Refused());
    }

    private PhotographFolder Read() => PhotographFolder.Read(_folder.Path, Known);

    private string Refused() => Assert.Throws<AccuracyException>(Read).Message;
}
