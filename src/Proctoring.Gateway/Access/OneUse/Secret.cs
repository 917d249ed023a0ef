using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Proctoring.Gateway.Access.OneUse;

internal static class Secret
{
    private const int Bytes = 24;
    private const int MaxLength = 64;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What it is kept under.</summary>
    public static string Digest(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Length > MaxLength ? secret[..MaxLength] : secret)));
}
