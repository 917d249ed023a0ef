using NJsonSchema;
using Xunit;

namespace Proctoring.Testing;

/// <summary><c>docs/proctoring.room.v1.schema.json</c>: what observers of a room are told.</summary>
public static class RoomSchema
{
    private static readonly JsonSchema Schema = JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "docs", "proctoring.room.v1.schema.json")).GetAwaiter().GetResult();

    public static void AssertFits(string message)
    {
        var complaints = Schema.Validate(message);
        Assert.True(complaints.Count == 0, $"Against the schema: {message}\n{string.Join('\n', complaints)}");
    }
}
