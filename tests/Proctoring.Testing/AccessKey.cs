using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Proctoring.Testing;

/// <summary>A key in a file, and tokens (JWT, HS256) signed with it as an exam system would.</summary>
public sealed class AccessKey : IDisposable
{
    private readonly string _key = RandomNumberGenerator.GetHexString(64);

    public AccessKey() => System.IO.File.WriteAllText(File, _key);

    /// <summary>As the setting <c>Access:KeyFile</c> takes it.</summary>
    public string File { get; } = Path.GetTempFileName();

    /// <param name="room">Of a candidate.</param>
    /// <param name="lifetime">Default an hour.</param>
    public string Token(string subject, string role, string? room = null, TimeSpan? lifetime = null)
    {
        var head = Part(new { alg = "HS256", typ = "JWT" });
        var body = Part(new { sub = subject, roles = new[] { role }, aud = "proctoring", iss = "https://lms.example.org", room, exp = (DateTimeOffset.UtcNow + (lifetime ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds() });
        return $"{head}.{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_key), Encoding.UTF8.GetBytes($"{head}.{body}")))}";
    }

    public void Dispose() => System.IO.File.Delete(File);

    private static string Part(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
