using Proctoring.Gateway.Access.OneUse;
using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Transport;

namespace Proctoring.Gateway.Access;

/// <summary>Whether a candidate may come in, and where: by a ticket or a cookie of the handshake, or by the token of start.</summary>
internal sealed class CandidateGate(AccessScope scope, TokenReader tokens, IOneUseSecrets secrets, SessionClock clock)
{
    /// <summary>Sent with handshakes alone.</summary>
    public const string Cookie = "proctoring";

    /// <summary>What a handshake shows. Nothing is no refusal yet: start may bring a token.</summary>
    public async ValueTask<Admission> AtHandshakeAsync(HttpRequest request)
    {
        if (request.Query["ticket"].ToString() is { Length: > 0 } ticket)
        {
            var answer = await secrets.RedeemAsync(SecretKind.Ticket, ticket, request.HttpContext.RequestAborted);
            if (answer.IsAway) return Admission.Refuse(CloseReason.NotNow);
            return answer.Value is { } pass ? Check(pass) : Admission.Refuse(CloseReason.TokenNotValid);
        }
        return request.Cookies[Cookie] is { Length: > 0 } token && await ReadAsync(token) is { Refused: null } read ? read : Admission.Nothing;
    }

    /// <summary>What start shows, after the handshake has shown <paramref name="earlier"/>.</summary>
    public async ValueTask<Admission> AtStartAsync(string? token, CandidatePass? earlier)
    {
        var admission = token is null ? Admission.Of(earlier) : await ReadAsync(token);
        if (!scope.CandidatesNeedTokens) return admission.Pass is null ? Admission.Nothing : admission;
        return admission is { Pass: null, Refused: null } ? Admission.Refuse(CloseReason.TokenMissing) : admission;
    }

    private async ValueTask<Admission> ReadAsync(string token)
    {
        var reading = await tokens.ReadAsync(token);
        return reading.Outcome switch
        {
            TokenOutcome.Valid when CandidatePass.Of(reading.User!) is { } pass => Check(pass),
            TokenOutcome.Expired => Admission.Refuse(CloseReason.TokenExpired),
            TokenOutcome.Away => Admission.Refuse(CloseReason.NotNow),
            _ => Admission.Refuse(CloseReason.TokenNotValid),
        };
    }

    private Admission Check(CandidatePass pass)
    {
        if (pass.Ends <= clock.Now) return Admission.Refuse(CloseReason.TokenExpired);
        return pass.Starts > clock.Now ? Admission.Refuse(CloseReason.TooEarly) : Admission.Of(pass);
    }
}

/// <summary>What a candidate has shown.</summary>
/// <param name="Pass">Null for nothing, or nothing that counts.</param>
/// <param name="Refused">Why it does not count.</param>
internal readonly record struct Admission(CandidatePass? Pass, CloseReason? Refused)
{
    public static Admission Nothing => default;

    public static Admission Of(CandidatePass? pass) => new(pass, null);

    public static Admission Refuse(CloseReason reason) => new(null, reason);
}
