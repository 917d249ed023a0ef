using System.Security.Claims;

namespace Proctoring.Gateway.Access.Tokens;

/// <summary>Gives claims that the settings name otherwise the names that are asked for here.</summary>
internal static class StaffClaims
{
    public static void Rename(ClaimsPrincipal user, AccessOptions settings)
    {
        var identity = (ClaimsIdentity)user.Identity!;
        Rename(identity, settings.RoleClaim, Claims.Role);
        Rename(identity, settings.RoomsClaim, Claims.Rooms);
    }

    private static void Rename(ClaimsIdentity identity, string from, string to)
    {
        if (from == to) return;
        foreach (var claim in identity.FindAll(to).ToList()) identity.RemoveClaim(claim);
        foreach (var claim in identity.FindAll(from).ToList()) identity.AddClaim(new Claim(to, claim.Value));
    }
}
