using Microsoft.Extensions.Options;
using Proctoring.Contracts;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Sessions;

/// <summary>What came of a connection's first words: a session to run, or why there is none.</summary>
/// <param name="Hello">The answer to start; null where the dialect has none.</param>
/// <param name="CanResume">Whether the session goes on after this connection.</param>
/// <param name="PassEnds">When what let the candidate in ends; null for never.</param>
/// <param name="Pictures">What the client gets; a dialect without start knows pictures on the socket alone.</param>
internal sealed record Opening(SessionLease? Lease, CloseReason? Refused, PooledBytes? Hello = null, bool CanResume = true, DateTimeOffset? PassEnds = null, PictureMode Pictures = PictureMode.Inline);

/// <summary>Hears a client's start, then opens a new session or takes an earlier one up again.</summary>
internal sealed class SessionOpener(
    CandidateGate gate, SessionChoices sessions, ResumeTokens tokens, SessionServices services, IOptions<CandidateSessionOptions> options)
{
    /// <param name="caller">What the handshake has shown.</param>
    public async Task<Opening> OpenAsync(ICandidateTransport transport, IDialect dialect, Caller caller)
    {
        if (!dialect.BeginsWithStart) return await OpenAsync(new ClientWord.Start(null, null, caller.Room, null), dialect, caller);
        return await HearStartAsync(transport, dialect) switch
        {
            (ClientWord.Start start, _) => await OpenAsync(start, dialect, caller),
            (_, { } reason) => Refuse(reason),
            _ => Refuse(CloseReason.NotAuthenticated),
        };
    }

    private async Task<Opening> OpenAsync(ClientWord.Start start, IDialect dialect, Caller caller)
    {
        var admission = await gate.AtStartAsync(start.Token, caller.Pass);
        if (admission.Refused is { } refused) return Refuse(refused);
        var choice = await sessions.ChooseAsync(start, admission.Pass);
        if (choice.Lease is not { } lease) return Refuse(choice.Refused!);
        if (!dialect.BeginsWithStart) return new Opening(lease, null, CanResume: admission.Pass?.Session is not null, PassEnds: admission.Pass?.Ends);
        var pictures = services.Pictures.Grant(lease.Session.Room, start.Pictures);
        return new Opening(lease, null, dialect.Hello(Welcome(lease.Session, choice.IsResumed, pictures)), PassEnds: admission.Pass?.Ends, Pictures: pictures);
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

    private Welcome Welcome(StoredSession session, bool isResumed, PictureMode pictures) => new(
        session.Id, tokens.Issue(session.Id, session.ExpiresAt), session.ExpiresAt, services.Page.Interval, services.Frames.MaxBytes,
        services.Frames.MaxPixels, pictures, services.Verdicts.Hold, isResumed, session.State.Phone.Total, session.State.CheatingDetected);

    private static Opening Refuse(CloseReason reason) => new(null, reason);
}
