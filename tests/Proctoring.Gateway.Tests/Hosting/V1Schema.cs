using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary><c>docs/proctoring.v1.schema.json</c>, as clients read it.</summary>
internal static class V1Schema
{
    private static readonly JsonSchema Server = Side("fromServer");

    public static void AssertFromServer(JsonElement message) => AssertFits(Server, message);

    private static void AssertFits(JsonSchema schema, JsonElement message)
    {
        var complaints = schema.Validate(message.GetRawText());
        Assert.True(complaints.Count == 0, $"Against the schema: {message}\n{string.Join('\n', complaints)}");
    }

    private static JsonSchema Side(string name)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "proctoring.v1.schema.json")))!.AsObject();
        schema["oneOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{name}" });
        return JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
    }
}
