using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Proctoring.Testing.SignIn;

/// <summary>An authority's key: signs tokens (JWT, RS256), and its public half is for everybody.</summary>
internal sealed class SigningKey : IDisposable
{
    private const string Id = "1";

    private readonly RSA _rsa = RSA.Create(2048);

    public object Published
    {
        get
        {
            var key = _rsa.ExportParameters(false);
            return new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = Id, n = Base64Url.EncodeToString(key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } } };
        }
    }

    public string Sign(IReadOnlyDictionary<string, object?> claims)
    {
        var words = $"{Part(new { alg = "RS256", typ = "JWT", kid = Id })}.{Part(claims)}";
        return $"{words}.{Base64Url.EncodeToString(_rsa.SignData(Encoding.ASCII.GetBytes(words), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    public void Dispose() => _rsa.Dispose();

    private static string Part(object json) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(json));
}
