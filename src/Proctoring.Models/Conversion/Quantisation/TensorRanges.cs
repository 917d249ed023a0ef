using System.Text.Json;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Conversion.Quantisation;

/// <summary>
/// Between what values each tensor of a graph lies, as <c>models calibrate</c> saw it. Kept beside the manifest: measured anew on another
/// processor they differ in the last digit, and the converted file would have another digest.
/// </summary>
internal static class TensorRanges
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true };

    /// <exception cref="ModelException">There is no such file, or it is something else.</exception>
    public static IReadOnlyDictionary<string, float[]> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var ranges = JsonSerializer.Deserialize<Dictionary<string, float[]>>(stream) ?? [];
            var strange = ranges.FirstOrDefault(range => range.Value is not [var least, var most] || !(least <= most) || !float.IsFinite(least) || !float.IsFinite(most));
            return strange.Key is null ? ranges : throw new ModelException($"{path} has no range for {strange.Key}: two numbers are expected, the lesser first.");
        }
        catch (Exception e) when (e is JsonException or FileNotFoundException)
        {
            throw new ModelException($"The ranges {path} cannot be read: {e.Message}", e);
        }
    }

    public static byte[] Write(IReadOnlyDictionary<string, float[]> ranges) =>
        JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, float[]>(ranges.ToDictionary(), StringComparer.Ordinal), Format);
}
