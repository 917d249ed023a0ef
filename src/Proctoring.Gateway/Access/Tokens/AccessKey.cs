namespace Proctoring.Gateway.Access.Tokens;

/// <summary>The key of <see cref="AccessOptions.KeyFile"/>: the file's bytes, without white space at their end.</summary>
internal static class AccessKey
{
    public const int MinBytes = 32;

    public static byte[] Read(string file) => File.ReadAllBytes(file).AsSpan().TrimEnd(" \t\r\n"u8).ToArray();
}
