using Microsoft.Extensions.Options;
using Proctoring.Gateway.Management;

namespace Proctoring.Gateway.Access;

/// <summary>Whom the settings let in without a token.</summary>
internal sealed class AccessScope(IOptions<AccessOptions> access, IOptions<ServerOptions> server)
{
    /// <summary>Whether anybody's tokens but our own candidates' are believed.</summary>
    public bool HasTokens => access.Value.HasTokens;

    /// <summary>Nobody but this machine can connect, and there are no tokens: everybody may do everything.</summary>
    public bool IsOpen => !HasTokens && server.Value.IsLoopback;

    /// <summary>Whether candidates need a token.</summary>
    public bool CandidatesNeedTokens => HasTokens && !access.Value.AllowAnonymous;
}

/// <summary>A server that others reach is not open by accident.</summary>
internal sealed class AccessStartCheck(IOptions<ServerOptions> server) : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options) => options.HasTokens || options.AllowAnonymous || server.Value.IsLoopback
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"Server:Address is {server.Value.Address}, where others connect, and nothing says who may. Set Access:Authority or Access:KeyFile, or Access:AllowAnonymous to let candidates in without tokens.");
}
