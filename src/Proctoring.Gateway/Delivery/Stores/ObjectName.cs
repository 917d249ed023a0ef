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

    public static string NewPicture()
    {
        var random = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return $"{Pictures}{random.AsSpan(0, 2)}/{random.AsSpan(2)}.jpg";
    }

    /// <summary>Whether this is what <see cref="NewPicture"/> makes, to the letter.</summary>
    public static bool IsPicture(string name) => PicturePattern().IsMatch(name);

    [GeneratedRegex(@"\Apictures/[0-9a-f]{2}/[0-9a-f]{30}\.jpg\z")]
    private static partial Regex PicturePattern();
}
