using System.Text.Json;
using System.Text.Json.Serialization;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>A session as JSON. Fields that are not known are skipped: gateways of two versions may run side by side.</summary>
internal static class SessionRecord
{
    public static byte[] Write(StoredSession session) => JsonSerializer.SerializeToUtf8Bytes(session, SessionRecordJson.Default.StoredSession);

    /// <exception cref="JsonException">It is no session.</exception>
    public static StoredSession Read(byte[] json) => JsonSerializer.Deserialize(json, SessionRecordJson.Default.StoredSession) ?? throw new JsonException("The session is null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(StoredSession))]
internal sealed partial class SessionRecordJson : JsonSerializerContext;
