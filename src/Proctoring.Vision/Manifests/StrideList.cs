namespace Proctoring.Vision.Manifests;

/// <summary>Strides of a head whose one output has the cells of every level, level after level and row by row.</summary>
internal static class StrideList
{
    private static readonly int[] Default = [8, 16, 32];

    /// <summary>The manifest's strides; 8, 16, 32 where it names none.</summary>
    public static int[] Of(IReadOnlyList<int>? strides) => strides is null ? Default : [.. strides];

    public static int CellsOf(IReadOnlyList<int>? strides, ModelInput input) => Of(strides).Sum(stride => Cells.Count(stride, input));

    /// <inheritdoc cref="ModelHead.Complaint"/>
    public static string? Complaint(IReadOnlyList<int>? strides, ModelInput input)
    {
        if (strides is { Count: 0 }) return "head.strides is empty";
        return Of(strides).All(stride => Cells.Fit(stride, input)) ? null : $"each of head.strides ({string.Join(", ", Of(strides))}) must divide the input size";
    }
}
