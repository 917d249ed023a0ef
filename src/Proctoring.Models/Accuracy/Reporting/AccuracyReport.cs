using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Proctoring.Models.Accuracy.Photographs;
using Proctoring.Models.Accuracy.Scenes;
using Proctoring.Models.Fetching;

namespace Proctoring.Models.Accuracy.Reporting;

/// <summary>Everything measured, for other programs.</summary>
/// <param name="Sha256">Of the ONNX file.</param>
/// <param name="Complaints">Why the model does not pass; empty where it does.</param>
internal sealed record AccuracyReport(
    string Model, string Sha256, string Provider, PhotographReport? Photographs, SceneReport? Scenes, IReadOnlyList<string> Complaints)
{
    public async Task WriteAsync(string path, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        await AtomicFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(this, ReportJson.Readable.AccuracyReport), cancellationToken);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AccuracyReport))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>With – and ° as they are: the report is a file, and no page shows it.</summary>
    public static ReportJson Readable =>
        new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
