using System.Text.Json;
using Proctoring.Gateway.Delivery;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>Reads the client's side of <c>proctoring.v1</c>. Unknown fields and types are ignored; wrong types of known fields are not.</summary>
internal static class V1Reader
{
    /// <summary>Nobody has more to say than this.</summary>
    public const int MaxTextBytes = 16 * 1024;

    public const int MaxRoomLength = 128;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8 };

    public static ClientWord Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxTextBytes) return new ClientWord.Violation(CloseReason.TextTooLarge(MaxTextBytes));
        var trimmed = text.TrimStart(" \t\r\n"u8);
        if (trimmed.IsEmpty || trimmed[0] != (byte)'{') return new ClientWord.Violation(CloseReason.TextWhereAFrameBelongs);
        try
        {
            var reader = new Utf8JsonReader(text, Options);
            using var document = JsonDocument.ParseValue(ref reader);
            return reader.BytesConsumed < text.TrimEnd(" \t\r\n"u8).Length ? Bad("more than one JSON value") : Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half a surrogate pair in a string
        {
            return Bad("not JSON");
        }
    }

    private static ClientWord Read(JsonElement word)
    {
        if (!TryText(word, "type", out var type) || type is null) return Bad("without a 'type' that is a string");
        return type switch
        {
            "start" => ReadStart(word),
            "visibility" => ReadVisibility(word),
            "stop" => new ClientWord.Stop(),
            _ => new ClientWord.Ignored(),
        };
    }

    private static ClientWord ReadStart(JsonElement word)
    {
        if (!TryText(word, "resume", out var resume)) return Bad("wrong: 'resume' is no string");
        if (!TryText(word, "token", out var token)) return Bad("wrong: 'token' is no string");
        if (!TryText(word, "room", out var room) || room?.Length > MaxRoomLength) return Bad($"wrong: 'room' is no string of at most {MaxRoomLength} characters");
        if (!TryText(word, "pictures", out var pictures)) return Bad("wrong: 'pictures' is no string");
        return new ClientWord.Start(resume, token, room, PictureModes.Read(pictures));
    }

    private static ClientWord ReadVisibility(JsonElement word) =>
        word.TryGetProperty("hidden", out var hidden) && hidden.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new ClientWord.Visibility(hidden.GetBoolean())
            : Bad("wrong: 'hidden' is missing or no boolean");

    // True with null where the field is absent or null; false where it is something else.
    private static bool TryText(JsonElement word, string name, out string? text)
    {
        text = null;
        if (!word.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return true;
        if (value.ValueKind != JsonValueKind.String) return false;
        text = value.GetString();
        return true;
    }

    private static ClientWord.Violation Bad(string what) => new(CloseReason.BadJson(what));
}
