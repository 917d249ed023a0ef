using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Proctoring.Models.Accuracy;

/// <summary>Reads a JSON file that people may have written.</summary>
internal static class JsonFile
{
    /// <exception cref="AccuracyException">It is not JSON of this shape; the message names the line.</exception>
    public static T Read<T>(string path, JsonTypeInfo<T> shape)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), shape) ?? throw new AccuracyException($"{path} is empty.");
        }
        catch (JsonException e)
        {
            // The serialiser appends a place of its own, which counts lines from 0.
            var complaint = e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
            throw new AccuracyException($"{path}, line {(e.LineNumber ?? 0) + 1}: {complaint}", e);
        }
    }
}
