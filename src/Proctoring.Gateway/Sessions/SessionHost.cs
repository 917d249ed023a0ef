using Proctoring.Gateway.Transport;
using Proctoring.Gateway.Transport.Dialects;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Sessions;

/// <summary>Takes a connection from its first moment to its last: opens the session, runs it, closes both.</summary>
internal sealed class SessionHost(SessionServices services, IHostApplicationLifetime lifetime)
{
    public async Task RunAsync(ICandidateTransport transport, IDialect dialect)
    {
        var state = SessionState.Start(services.Verdicts);
        var id = await services.Store.StartAsync(state, CancellationToken.None);
        services.Metrics.SessionsStarted.Inc();
        services.Metrics.Sessions.Inc();
        Log.Started(services.Logger, id);
        var reason = CloseReason.Failed;
        try
        {
            using var session = new CandidateSession(id, state, transport, dialect, services);
            reason = await session.RunAsync(lifetime.ApplicationStopping);
        }
        catch (Exception e) // whatever happened in it, the connection is ours to end
        {
            transport.Abort();
            Log.Failed(services.Logger, id, e);
        }
        finally
        {
            services.Metrics.Sessions.Dec();
            await services.Store.EndAsync(id, CancellationToken.None);
            Log.Ended(services.Logger, id, reason.Text);
        }
    }
}
