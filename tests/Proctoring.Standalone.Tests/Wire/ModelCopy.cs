using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Wire;

/// <summary>A copy of the default model to spoil.</summary>
internal sealed class ModelCopy : IDisposable
{
    public ModelCopy()
    {
        foreach (var file in Directory.GetFiles(Repository.Model)) File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("model-").FullName;

    public string OnnxFile => Directory.GetFiles(Folder, "*.onnx").Single();

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
