using System.Text.Json;

namespace Proctoring.Testing;

/// <summary>Writes scenes and <c>scenes.json</c>, the list that <c>models accuracy --scenes</c> reads.</summary>
public static class SceneCatalogueWriter
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    /// <summary>Overwrites what an earlier run left. The list comes last: a folder with a list is whole.</summary>
    public static void Write(string folder, IReadOnlyList<SceneCatalogueEntry> scenes)
    {
        Directory.CreateDirectory(folder);
        var list = Path.Combine(folder, "scenes.json");
        File.Delete(list);
        Parallel.ForEach(scenes, scene => File.WriteAllBytes(Path.Combine(folder, scene.File), scene.Jpeg()));
        File.WriteAllText(list, JsonSerializer.Serialize(scenes.Select(Listed), Json) + "\n");
    }

    private static object Listed(SceneCatalogueEntry scene) =>
        new { scene.File, scene.Components, Phone = scene.Phone is { } phone ? Listed(phone) : null };

    private static object Listed(Phone phone)
    {
        var box = SceneCatalogueBox.Of(phone);
        return new { Box = (int[])[box.Left, box.Top, box.Right, box.Bottom], phone.Width, phone.Angle, phone.Covered };
    }
}
