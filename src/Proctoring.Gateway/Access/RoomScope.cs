using System.Collections.Frozen;
using System.Security.Claims;
using Proctoring.Gateway.Access.Tokens;

namespace Proctoring.Gateway.Access;

/// <summary>The rooms that somebody may see.</summary>
internal sealed class RoomScope
{
    private static readonly RoomScope All = new(null);
    private static readonly RoomScope None = new(FrozenSet<string>.Empty);
    private readonly FrozenSet<string>? _rooms; // null for all

    private RoomScope(FrozenSet<string>? rooms) => _rooms = rooms;

    /// <summary>The room, where there is exactly one.</summary>
    public string? Only => _rooms is { Count: 1 } one ? one.Items[0] : null;

    public bool Has(string room) => _rooms is null || _rooms.Contains(room);

    /// <summary>An operator has all. A reviewer has those that the token names, without any all. An observer has those that the token names.</summary>
    public static RoomScope Of(ClaimsPrincipal user)
    {
        if (user.IsInRole(Roles.Operator)) return All;
        var named = user.FindAll(Claims.Rooms).SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet();
        if (named.Contains("*")) return All;
        if (named.Count > 0) return new RoomScope(named);
        return user.IsInRole(Roles.Reviewer) ? All : None;
    }
}
