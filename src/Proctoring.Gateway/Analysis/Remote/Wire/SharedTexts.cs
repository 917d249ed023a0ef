using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Proctoring.Gateway.Analysis.Remote.Wire;

/// <summary>One string for each text that pods send again and again: labels, providers, models.</summary>
internal sealed class SharedTexts
{
    // Far more than there are classes; a server that makes texts up must not fill the memory.
    private const int MaxKept = 10_000;

    private readonly ConcurrentDictionary<string, string> _texts = new(Utf8.Instance);

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (_texts.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(utf8, out var known)) return known;
        var text = Encoding.UTF8.GetString(utf8);
        return _texts.Count < MaxKept ? _texts.GetOrAdd(text, text) : text;
    }

    /// <summary>Finds a string by its UTF-8 bytes, so that looking up makes none.</summary>
    private sealed class Utf8 : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public static readonly Utf8 Instance = new();

        public bool Equals(string? x, string? y) => x == y;

        public int GetHashCode([DisallowNull] string obj) => GetHashCode(Encoding.UTF8.GetBytes(obj));

        public bool Equals(ReadOnlySpan<byte> alternate, string other) =>
            Ascii.IsValid(alternate) ? Ascii.Equals(alternate, other) : Encoding.UTF8.GetString(alternate) == other;

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);
    }
}
