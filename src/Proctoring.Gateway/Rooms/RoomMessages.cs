using System.Buffers;
using System.Text;
using System.Text.Json;
using Proctoring.Gateway.Incidents.Store;

namespace Proctoring.Gateway.Rooms;

/// <summary>What observers are told: <c>docs/proctoring.room.v1.schema.json</c>. Made once, however many hear it.</summary>
internal static class RoomMessages
{
    /// <summary>How a room stands after an entry.</summary>
    public static ReadOnlyMemory<byte> Snapshot(string room, RoomState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        Begin(json, "snapshot", room, state.Last);
        json.WriteStartArray("candidates"u8);
        foreach (var (_, candidate) in state.Candidates) JsonSerializer.Serialize(json, candidate with { By = null }, RoomJson.Default.RoomCandidate);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>What follows is what was missed since an entry.</summary>
    public static ReadOnlyMemory<byte> Resumed(string room, EntryId since)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        Begin(json, "resumed", room, since);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Event(in RoomEntry entry)
    {
        var happened = JsonSerializer.SerializeToUtf8Bytes(entry.Event with { By = null }, RoomJson.Default.RoomEvent);
        return (byte[])[.. Encoding.UTF8.GetBytes($$"""{"type":"event","entry":"{{entry.Entry}}","""), .. happened.AsSpan(1)];
    }

    private static void Begin(Utf8JsonWriter json, string type, string room, EntryId entry)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("room"u8, room);
        json.WriteString("entry"u8, entry.ToString());
    }
}
