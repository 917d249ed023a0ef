using Microsoft.Extensions.Options;
using Proctoring.Contracts;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Sessions;

/// <summary>What came of a connection's first words: a session to run, or why there is none.</summary>
/// <param name="Hello">The answer to start; null where the dialect has none.</param>
/// <param name="Pictures">What the client gets; a dialect without start knows pictures on the socket alone.</param>
internal sealed record Opening(SessionLease? Lease, CloseReason? Refused, PooledBytes? Hello = null, PictureMode Pictures = PictureMode.Inline);

/// <summary>Hears a client's start, then opens a new session or takes an earlier one up again.</summary>
internal sealed class SessionOpener(ISessionStore store, ResumeTokens tokens, SessionServices services, IOptions<CandidateSessionOptions> options)
{
    public async Task<Opening> OpenAsync(ICandidateTransport transport, IDialect dialect)
    {
        if (!dialect.BeginsWithStart)
        {
            var lease = await store.StartAsync(StoredSession.DefaultRoom, CancellationToken.None);
            return lease is null ? Refuse(CloseReason.Overloaded) : new Opening(lease, null);
        }
        return await HearStartAsync(transport, dialect) switch
        {
            (ClientWord.Start start, _) => await OpenAsync(start, dialect),
            (_, { } reason) => Refuse(reason),
            _ => Refuse(CloseReason.NotAuthenticated),
        };
    }

    private async Task<Opening> OpenAsync(ClientWord.Start start, IDialect dialect)
    {
        SessionLease? lease;
        if (start.Resume is null)
        {
            lease = await store.StartAsync(start.Room, CancellationToken.None);
            if (lease is null) return Refuse(CloseReason.Overloaded);
        }
        else
        {
            if (!tokens.TryRead(start.Resume, out var sessionId))
            {
                services.Metrics.SessionsResumed.WithLabels("refused").Inc();
                return Refuse(CloseReason.NotAllowed);
            }
            var resumption = sessionId is null ? Resumption.Over : await store.ResumeAsync(sessionId, CancellationToken.None);
            services.Metrics.SessionsResumed.WithLabels(resumption.Outcome.ToString().ToLowerInvariant()).Inc();
            if (resumption.Outcome == ResumeOutcome.Later) return Refuse(CloseReason.NotNow);
            lease = resumption.Lease;
            if (lease is null) return Refuse(CloseReason.SessionOver);
        }
        var pictures = services.Pictures.Grant(lease.Session.Room, start.Pictures);
        return new Opening(lease, null, dialect.Hello(Welcome(lease.Session, start, pictures)), pictures);
    }

    // A word that is of no concern may come before start; a frame may not.
    private async Task<(ClientWord? Word, CloseReason? Reason)> HearStartAsync(ICandidateTransport transport, IDialect dialect)
    {
        using var heard = new CancellationTokenSource();
        var deadline = Task.Delay(options.Value.StartTimeout, services.Time, heard.Token);
        try
        {
            while (true)
            {
                var receiving = transport.ReceiveAsync().AsTask();
                if (await Task.WhenAny(receiving, deadline) == deadline)
                {
                    await transport.CloseAsync(CloseReason.NotAuthenticated); // ends the pending receive
                    (await receiving).Bytes?.Dispose();
                    return (null, CloseReason.NotAuthenticated);
                }
                var message = await receiving;
                using var bytes = message.Bytes;
                if (message.Kind == InboundKind.Closed) return (null, message.Reason ?? CloseReason.Finished);
                if (message.Kind != InboundKind.Text) return (null, CloseReason.NotAuthenticated);
                switch (dialect.Read(bytes!.Span))
                {
                    case ClientWord.Start start:
                        return (start, null);
                    case ClientWord.Violation violation:
                        return (null, violation.Reason);
                    case ClientWord.Stop:
                        return (null, CloseReason.Finished);
                }
            }
        }
        finally
        {
            await heard.CancelAsync();
        }
    }

    private Welcome Welcome(StoredSession session, ClientWord.Start start, PictureMode pictures) => new(
        session.Id, tokens.Issue(session.Id, session.ExpiresAt), session.ExpiresAt, services.Page.Interval, services.Frames.MaxBytes,
        services.Frames.MaxPixels, pictures, services.Verdicts.Hold, start.Resume is not null, session.State.Phone.Total, session.State.CheatingDetected);

    private static Opening Refuse(CloseReason reason) => new(null, reason);
}
