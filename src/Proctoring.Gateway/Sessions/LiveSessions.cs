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
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isEnding;

    /// <summary>Disposing the result takes the session out again.</summary>
    public IDisposable Add(CandidateSession session)
    {
        _sessions[session] = lifetime.ApplicationStopping.Register(() => session.End(CloseReason.Draining));
        metrics.Sessions.Inc();
        return new Entry(this, session);
    }

    /// <summary>Counts the connected of each exam by whether they are watched.</summary>
    /// <param name="exams">How many exams metrics name.</param>
    public Survey[] Survey(int exams)
    {
        var (now, surveys) = (clock.Now, new Survey[exams]);
        foreach (var (session, _) in _sessions) surveys[session.Exam] = surveys[session.Exam].With(session.SightAt(now), session.IsSlowed);
        return surveys;
    }

    private void Remove(CandidateSession session)
    {
        if (!_sessions.TryRemove(session, out var registration)) return;
        registration.Dispose();
        metrics.Sessions.Dec();
        if (_isEnding && _sessions.IsEmpty) _gone.TrySetResult();
    }

    /// <summary>Waits until nobody is connected any more, or until cancelled. For a process that stops.</summary>
    public async Task WaitForGoodbyesAsync(CancellationToken cancellationToken)
    {
        _isEnding = true;
        if (_sessions.IsEmpty) return;
        await _gone.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
