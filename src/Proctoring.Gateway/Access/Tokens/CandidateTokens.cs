using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Proctoring.Gateway.Sessions;

namespace Proctoring.Gateway.Access.Tokens;

/// <summary>
/// The tokens that this server gives its candidates. Signed with a key that follows from the one that signs resume tokens, which the
/// gateways share; so they open nothing but sessions, whoever else's tokens are believed.
/// </summary>
internal sealed class CandidateTokens(ResumeTokens resume)
{
    public const string Issuer = "proctoring";

    private static readonly byte[] Purpose = [.. "candidate tokens"u8];

    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>The first signs, all are believed.</summary>
    public IEnumerable<SecurityKey> Keys => resume.Keys.Select(KeyOf);

    public string Issue(CandidatePass pass)
    {
        var claims = new Dictionary<string, object> { [Claims.Subject] = pass.Candidate, [Claims.Role] = Roles.Candidate };
        if (pass.Session is { } session) claims[Claims.Session] = session;
        if (pass.Room is { } room) claims[Claims.Room] = room;
        if (pass.Starts is { } starts) claims[Claims.Starts] = starts.ToUnixTimeSeconds();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Claims = claims,
            Expires = pass.Ends.UtcDateTime,
            SigningCredentials = new SigningCredentials(Keys.First(), SecurityAlgorithms.HmacSha256),
        });
    }

    private static SymmetricSecurityKey KeyOf(byte[] key) => new(HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, info: Purpose));
}
