using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;

namespace Proctoring.Gateway.Sessions;

/// <summary>Takes a connection from its first moment to its last: opens or resumes the session, runs it, closes both.</summary>
internal sealed class SessionHost(SessionOpener opener, LiveSessions live, SessionServices services)
{
    /// <param name="caller">What the handshake has shown.</param>
    public async Task RunAsync(ICandidateTransport transport, IDialect dialect, Caller caller)
    {
        var opening = await opener.OpenAsync(transport, dialect, caller);
        if (opening.Lease is not { } lease)
        {
            services.Metrics.SessionsRefused.WithLabels(opening.Refused!.Code.ToString()).Inc();
            await CloseAsync(transport, opening.Refused);
            return;
        }

        services.Metrics.SessionsStarted.Inc();
        Log.Started(services.Logger, lease.Session.Id);
        var reason = CloseReason.Failed;
        await using var session = new CandidateSession(lease, transport, dialect, opening, services);
        using var registration = live.Add(session);
        try
        {
            reason = await session.RunAsync(opening.Hello, opening.CanResume);
        }
        catch (Exception e) // whatever happened in it, the connection is ours to end
        {
            transport.Abort();
            Log.Failed(services.Logger, lease.Session.Id, e);
        }
        finally
        {
            services.Metrics.Closes.WithLabels(reason.Code.ToString()).Inc();
            Log.Ended(services.Logger, lease.Session.Id, reason.Code, reason.Text);
        }
    }

    /// <summary>Closes a connection that has no session, and waits for the candidate's answer.</summary>
    public async Task CloseAsync(ICandidateTransport transport, CloseReason reason)
    {
        services.Metrics.Closes.WithLabels(reason.Code.ToString()).Inc();
        await transport.CloseAsync(reason);
        while (true)
        {
            var message = await transport.ReceiveAsync();
            message.Bytes?.Dispose();
            if (message.Kind is InboundKind.Closed or InboundKind.FarTooLarge) return;
        }
    }
}
