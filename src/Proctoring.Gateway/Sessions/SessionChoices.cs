using Proctoring.Gateway.Access.Tokens;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Sessions;

/// <summary>What a handshake has shown.</summary>
/// <param name="Pass">By a ticket or a cookie; null for none.</param>
/// <param name="Room">That its address names; null for none.</param>
internal readonly record struct Caller(CandidatePass? Pass, string? Room);

/// <param name="Lease">Null where there is none to have.</param>
internal readonly record struct SessionChoice(SessionLease? Lease, bool IsResumed, CloseReason? Refused)
{
    public static SessionChoice Of(SessionLease lease, bool isResumed) => new(lease, isResumed, null);

    public static SessionChoice Refuse(CloseReason reason) => new(null, false, reason);
}

/// <summary>Which session a client gets: a new one, the one that it has a resume token for, or the one that its pass is for.</summary>
internal sealed class SessionChoices(ISessionStore store, ResumeTokens tokens, SessionServices services)
{
    /// <param name="pass">Who it is; null where anybody may come.</param>
    public async ValueTask<SessionChoice> ChooseAsync(ClientWord.Start start, CandidatePass? pass)
    {
        // Practice is anybody's who may come at all, and no exam.
        if (start is { Room: StoredSession.PracticeRoom, Resume: null }) return await StartAsync(new NewSession(StoredSession.PracticeRoom));
        var room = pass?.Room ?? start.Room ?? StoredSession.DefaultRoom;
        if (start.Room is { } wanted && wanted != room) return SessionChoice.Refuse(CloseReason.NotYours);
        if (start.Resume is null) return pass?.Session is { } own ? await TakeAsync(own, isNews: true) : await StartAsync(new NewSession(room, pass?.Candidate));
        if (!tokens.TryRead(start.Resume, out var id))
        {
            services.Metrics.SessionsResumed.WithLabels("refused").Inc();
            return SessionChoice.Refuse(CloseReason.NotAllowed);
        }
        if (id is not null && pass is not null && await ProblemAsync(id, pass) is { } problem) return SessionChoice.Refuse(problem);
        return await TakeAsync(id, isNews: false);
    }

    private async ValueTask<SessionChoice> StartAsync(NewSession session) =>
        await store.StartAsync(session, CancellationToken.None) is { } lease ? SessionChoice.Of(lease, isResumed: false) : SessionChoice.Refuse(CloseReason.Overloaded);

    // Looked at before it is taken: a stolen resume token must not even end its owner's connection.
    private async ValueTask<CloseReason?> ProblemAsync(string id, CandidatePass pass)
    {
        if (pass.Session is { } own) return own == id ? null : CloseReason.NotYours;
        var answer = await store.FindAsync(id, CancellationToken.None);
        if (answer.IsAway) return CloseReason.NotNow;
        return answer.Value is not { } known || known.Session.Candidate == pass.Candidate && known.Session.Room == pass.Room ? null : CloseReason.NotYours;
    }

    /// <param name="isNews">Whether the client may not know the session: it was made for it, and may have begun.</param>
    private async ValueTask<SessionChoice> TakeAsync(string? id, bool isNews)
    {
        var resumption = id is null ? Resumption.Over : await store.ResumeAsync(id, CancellationToken.None);
        services.Metrics.SessionsResumed.WithLabels(resumption.Outcome.ToString().ToLowerInvariant()).Inc();
        if (resumption.Outcome == ResumeOutcome.Later) return SessionChoice.Refuse(CloseReason.NotNow);
        if (resumption.Lease is not { } lease) return SessionChoice.Refuse(CloseReason.SessionOver);
        return SessionChoice.Of(lease, !isNews || lease.Session.State.LastFrameAt is not null);
    }
}
