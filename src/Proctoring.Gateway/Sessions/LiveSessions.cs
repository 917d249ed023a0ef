using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Transport;

namespace Proctoring.Gateway.Sessions;

/// <summary>The sessions that are connected now. Ends those that have gone idle or whose pass has ended, and all of them when the process stops.</summary>
internal sealed class LiveSessions(SessionClock clock, TimeProvider time, GatewayMetrics metrics, IOptions<CandidateSessionOptions> options, IHostApplicationLifetime lifetime)
    : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<CandidateSession, CancellationTokenRegistration> _sessions = new();

    /// <summary>Disposing the result takes the session out again.</summary>
    public IDisposable Add(CandidateSession session)
    {
        _sessions[session] = lifetime.ApplicationStopping.Register(() => session.End(CloseReason.Draining));
        metrics.Sessions.Inc();
        return new Entry(this, session);
    }

    /// <summary>Counts the connected by whether they are watched.</summary>
    public Survey Survey()
    {
        var (now, survey) = (clock.Now, new Survey());
        foreach (var (session, _) in _sessions) survey = survey.With(session.SightAt(now), session.IsSlowed);
        return survey;
    }

    private void Remove(CandidateSession session)
    {
        if (!_sessions.TryRemove(session, out var registration)) return;
        registration.Dispose();
        metrics.Sessions.Dec();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        while (await NextAsync(timer, stoppingToken))
        {
            foreach (var (session, _) in _sessions)
            {
                if (session.ReasonToEndAt(clock.Now, options.Value.IdleTimeout) is { } reason) session.End(reason);
            }
        }
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private sealed class Entry(LiveSessions sessions, CandidateSession session) : IDisposable
    {
        public void Dispose() => sessions.Remove(session);
    }
}
