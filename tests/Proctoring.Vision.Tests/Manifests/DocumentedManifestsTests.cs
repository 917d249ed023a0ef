using System.Text.RegularExpressions;
using Proctoring.Testing;
using Proctoring.Vision.Heads;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Tests.Manifests;

/// <summary>The manifests that docs/models.md shows are read, and mean the tensors that their exporters write.</summary>
public sealed partial class DocumentedManifestsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-documented-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(0, "output", 8400, 8)]
    [InlineData(1, "output0", 7, 8400)]
    [InlineData(2, "output0", 300, 6)]
    [InlineData(3, "pred_boxes", 300, 4, "logits", 300, 3)]
    public void Load_ExampleOfTheGuide_MeansTheFamilysTensors(int example, params object[] outputs)
    {
        var manifest = Load(Examples()[example]);

        Assert.Equal(outputs, DetectionHead.Of(manifest).Outputs.SelectMany(output => (object[])[output.Name, .. output.Shape.Cast<object>()]));
        Assert.Equal([3, 640, 640], manifest.Input.Shape);
    }

    [Fact]
    public void Examples_OfTheGuide_AreOneAFamily() => Assert.Equal(4, Examples().Length);

    // Three boxes a cell, as the guide has it of YOLOv5 and YOLOv7.
    [Fact]
    public void Load_StridesNamedThreeTimes_CountEachCellThrice()
    {
        var manifest = Load(Examples()[0].Replace("\"decoded\": false", "\"decoded\": true, \"strides\": [8, 8, 8, 16, 16, 16, 32, 32, 32]", StringComparison.Ordinal));

        Assert.Equal([25_200, 8], Assert.Single(DetectionHead.Of(manifest).Outputs).Shape);
    }

    private ModelManifest Load(string json)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, ModelManifest.FileName), json);
        return ModelManifest.Load(_folder.FullName);
    }

    private static string[] Examples() =>
        [.. JsonBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "models.md"))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
