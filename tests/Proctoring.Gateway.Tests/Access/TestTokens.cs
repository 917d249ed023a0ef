using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Proctoring.Gateway.Tests.Access;

/// <summary>A key file, and tokens signed with it as an exam system would.</summary>
internal sealed class TestTokens : IDisposable
{
    private readonly string _file = Path.GetTempFileName();
    private readonly SymmetricSecurityKey _key;

    public TestTokens()
    {
        var key = RandomNumberGenerator.GetHexString(64);
        File.WriteAllText(_file, key + "\n");
        _key = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key));
    }

    public (string Key, string Value) Setting => ("Access:KeyFile", _file);

    public string Operator => Make("lms", "operator");

    public string Reviewer(params string[] rooms) => Make("rita", "reviewer", rooms);

    public string Observer(params string[] rooms) => Make("otto", "observer", rooms);

    public string Candidate(string name, string? room = null, string? session = null, DateTimeOffset? expires = null) => Make(name, "candidate", [], expires, room, session);

    public string Make(string subject, string role, string[]? rooms = null, DateTimeOffset? expires = null, string? room = null, string? session = null, string audience = "proctoring", SecurityKey? key = null)
    {
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["roles"] = new[] { role } };
        if (rooms is { Length: > 0 }) claims["rooms"] = rooms;
        if (room is not null) claims["room"] = room;
        if (session is not null) claims["session"] = session;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://lms.example.org",
            Audience = audience,
            Claims = claims,
            Expires = (expires ?? DateTimeOffset.UtcNow.AddHours(1)).UtcDateTime,
            SigningCredentials = new SigningCredentials(key ?? _key, SecurityAlgorithms.HmacSha256),
        });
    }

    public void Dispose() => File.Delete(_file);
}
