using System.Globalization;
using System.Security.Claims;

namespace Proctoring.Gateway.Access.Tokens;

/// <summary>Claims of tokens. What the authority calls roles and rooms is set; here they have these names.</summary>
internal static class Claims
{
    public const string Subject = "sub";
    public const string Role = "roles";
    public const string Rooms = "rooms";

    /// <summary>Of a candidate: the one room.</summary>
    public const string Room = "room";

    /// <summary>Of a candidate: the one session.</summary>
    public const string Session = "session";

    /// <summary>Unix seconds.</summary>
    public const string Expires = "exp";

    /// <summary>Unix seconds, in our own tokens: from when on the candidate may come.</summary>
    public const string Starts = "starts";
}

internal static class Who
{
    /// <summary>Somebody's name in reviews and in the audit log.</summary>
    public static string Is(ClaimsPrincipal user) => user.FindFirst(Claims.Subject)?.Value ?? "unknown";

    /// <summary>When somebody's token ends; null where there is none.</summary>
    public static DateTimeOffset? Ends(ClaimsPrincipal user) => TimeOf(user, Claims.Expires);

    /// <summary>A claim in Unix seconds; null where there is none.</summary>
    public static DateTimeOffset? TimeOf(ClaimsPrincipal user, string claim) =>
        long.TryParse(user.FindFirst(claim)?.Value, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
