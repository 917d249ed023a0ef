using System.Text.Json;
using System.Text.Json.Serialization;

namespace Proctoring.Models.Accuracy.Scenes;

/// <summary>A folder of drawn scenes and the list of what is drawn in them.</summary>
internal sealed record SceneFolder(string Folder, IReadOnlyList<DrawnScene> Scenes)
{
    public const string FileName = "scenes.json";

    /// <exception cref="AccuracyException">The list is missing, empty or broken, or names a picture that is not there.</exception>
    public static SceneFolder Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new AccuracyException($"There is no {Path.GetFullPath(path)}, the list of the drawn scenes.");
        var scenes = JsonFile.Read(path, SceneJson.Default.IReadOnlyListDrawnScene);
        if (scenes.Count == 0) throw new AccuracyException($"{path} lists no scenes.");
        foreach (var scene in scenes)
        {
            if (!File.Exists(Path.Combine(folder, scene.File)))
                throw new AccuracyException($"{path} names {scene.File}, which is not there.");
            if (scene.Phone is { } phone && !HasBox(phone))
                throw new AccuracyException($"{path}: the phone's box of {scene.File} needs left, top, right and bottom.");
        }
        return new SceneFolder(folder, scenes);
    }

    private static bool HasBox(DrawnPhone phone) => phone.Corners.Count == 4 && phone.Box.Area > 0;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(IReadOnlyList<DrawnScene>))]
internal sealed partial class SceneJson : JsonSerializerContext;
