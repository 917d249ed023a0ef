namespace Proctoring.Models.Accuracy.Photographs;

/// <param name="Path">The JPEG.</param>
/// <param name="Objects">Everything that is to be found in it; empty where there is nothing.</param>
internal sealed record LabelledPhotograph(string Path, IReadOnlyList<LabelledObject> Objects);
