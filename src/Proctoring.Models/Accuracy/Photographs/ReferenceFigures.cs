using System.Text.Json;
using System.Text.Json.Serialization;

namespace Proctoring.Models.Accuracy.Photographs;

/// <summary>What <c>models/&lt;name&gt;/accuracy.json</c> says the model reaches on one data set.</summary>
/// <param name="Dataset">Name of the data set's folder.</param>
/// <param name="Gray">As gray JPEGs of quality 50.</param>
/// <param name="Tolerance">Most that a figure may differ, either way: a better one means another evaluation or another model.</param>
internal sealed record ReferenceFigures(string Dataset, PrecisionFigures Colour, PrecisionFigures Gray, double Tolerance)
{
    public const string FileName = "accuracy.json";

    /// <summary>The model's figures for that data set; null where it has none.</summary>
    public static ReferenceFigures? Find(string model, string dataset)
    {
        var path = Path.Combine(model, FileName);
        var figures = File.Exists(path) ? JsonFile.Read(path, ReferenceJson.Default.ReferenceFigures) : null;
        return figures?.Dataset == dataset ? figures : null;
    }

    /// <summary>A sentence for each figure that is too far off.</summary>
    public IEnumerable<string> Complaints(PrecisionFigures colour, PrecisionFigures gray) =>
    [
        .. Complaint("colour mAP50-95", colour.Mean, Colour.Mean), .. Complaint("colour mAP50", colour.Half, Colour.Half),
        .. Complaint("gray mAP50-95", gray.Mean, Gray.Mean), .. Complaint("gray mAP50", gray.Half, Gray.Half),
    ];

    private IEnumerable<string> Complaint(string figure, double measured, double reference)
    {
        if (measured < reference - Tolerance)
            yield return $"The {figure} is {measured:F3}, more than {Tolerance} below the reference of {reference:F3}.";
        if (measured > reference + Tolerance)
            yield return $"The {figure} is {measured:F3}, more than {Tolerance} above the reference of {reference:F3}: "
                + "is this the same evaluation?";
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ReferenceFigures))]
internal sealed partial class ReferenceJson : JsonSerializerContext;
