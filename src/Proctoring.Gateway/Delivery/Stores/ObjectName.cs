using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>
/// Names of objects: 128 random bits and nothing else, below a prefix for each kind, so that each kind can have a lifecycle of its
/// own. The random beginning spreads them over a store's partitions and a folder's subfolders.
/// </summary>
internal static partial class ObjectName
{
    /// <summary>Where annotated pictures are.</summary>
    public const string Pictures = "pictures/";

    /// <summary>Where incidents' evidence is.</summary>
    public const string Evidence = "evidence/";

    public static string NewPicture() => New(Pictures, "jpg");

    /// <param name="type">jpg or json.</param>
    public static string NewEvidence(string type) => New(Evidence, type);

    /// <summary>Whether this is what is made here, to the letter.</summary>
    public static bool IsOurs(string name) => Pattern().IsMatch(name);

    /// <summary>What the object of such a name holds.</summary>
    public static string ContentTypeOf(string name) => name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "image/jpeg";

    private static string New(string prefix, string type)
    {
        var random = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return $"{prefix}{random.AsSpan(0, 2)}/{random.AsSpan(2)}.{type}";
    }

    [GeneratedRegex(@"\A(pictures/[0-9a-f]{2}/[0-9a-f]{30}\.jpg|evidence/[0-9a-f]{2}/[0-9a-f]{30}\.(jpg|json))\z")]
    private static partial Regex Pattern();
}
