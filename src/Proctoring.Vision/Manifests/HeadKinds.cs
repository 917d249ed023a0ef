using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Proctoring.Vision.Manifests;

/// <summary>
/// Whether a manifest's <c>head.kind</c> is known. The serializer would refuse it too, without a word of what is supported.
/// </summary>
internal static class HeadKinds
{
    public const string Member = "kind";

    private static readonly JsonDocumentOptions Options = new() { CommentHandling = JsonCommentHandling.Skip };

    private static readonly string[] Known =
        [.. typeof(ModelHead).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(head => (string)head.TypeDiscriminator!)];

    /// <exception cref="ModelException">The kind is missing or not known. A head that is missing is the serializer's to name.</exception>
    public static void Check(Stream manifest, string path)
    {
        using var json = JsonDocument.Parse(manifest, Options);
        if (json.RootElement is not { ValueKind: JsonValueKind.Object } root) return;
        if (!root.TryGetProperty("head", out var head) || head.ValueKind != JsonValueKind.Object) return;
        var supported = $"{string.Join(", ", Known[..^1])} and {Known[^1]} are supported";
        if (!head.TryGetProperty(Member, out var kind)) throw ManifestRules.Unusable(path, $"head.{Member} is missing; {supported}");
        var name = kind.ValueKind == JsonValueKind.String ? kind.GetString() : kind.GetRawText();
        if (!Known.Contains(name)) throw ManifestRules.Unusable(path, $"head.{Member} is '{name}'; {supported}");
    }
}
