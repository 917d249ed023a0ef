using System.Collections.Immutable;
using System.Globalization;

namespace Proctoring.Gateway.Sessions;

/// <summary>Which of a session's marked episodes reviewers have dismissed.</summary>
/// <param name="Version">Grows with each review of the session.</param>
internal sealed record Dismissals(long Version, ImmutableArray<int> Episodes)
{
    /// <summary><c>1,3</c>; empty for none.</summary>
    public string List => string.Join(',', Episodes);

    public static Dismissals Parse(long version, string list) =>
        new(version, [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))]);
}
