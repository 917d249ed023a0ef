using System.Security.Cryptography;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Fetching;

/// <summary>SHA-256, lower-case hexadecimal.</summary>
internal static class Digests
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <param name="what">The start of the complaint's sentence.</param>
    public static void Require(string what, string digest, string expected)
    {
        if (!string.Equals(digest, expected, StringComparison.OrdinalIgnoreCase))
            throw new ModelException($"{what} has the SHA-256 {digest}, but the manifest names {expected}.");
    }
}
