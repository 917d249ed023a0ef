using System.Text.Json.Serialization;

namespace Proctoring.Models.Accuracy.Photographs;

/// <param name="Reference">Null where the model has no figures for this data set.</param>
internal sealed record PhotographReport(
    string Dataset, int Pictures, int Objects, int Classes, PrecisionFigures Colour, PrecisionFigures Gray, ReferenceFigures? Reference)
{
    [JsonIgnore]
    public IEnumerable<string> Complaints => Reference?.Complaints(Colour, Gray) ?? [];
}
