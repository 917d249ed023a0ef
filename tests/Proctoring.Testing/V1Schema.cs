using System.Text.Json.Nodes;
using NJsonSchema;
using Xunit;

namespace Proctoring.Testing;

/// <summary><c>docs/proctoring.v1.schema.json</c>, as client authors read it: what each side may say.</summary>
public static class V1Schema
{
    private static readonly JsonSchema Server = Side("fromServer");
    private static readonly JsonSchema Client = Side("fromClient");

    public static void AssertFromServer(string message) => AssertFits(Server, message);

    public static void AssertFromClient(string message) => AssertFits(Client, message);

    private static void AssertFits(JsonSchema schema, string message)
    {
        var complaints = schema.Validate(message);
        Assert.True(complaints.Count == 0, $"Against the schema: {message}\n{string.Join('\n', complaints)}");
    }

    private static JsonSchema Side(string name)
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "proctoring.v1.schema.json")))!.AsObject();
        schema["oneOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/{name}" });
        return JsonSchema.FromJsonAsync(schema.ToJsonString()).GetAwaiter().GetResult();
    }
}
