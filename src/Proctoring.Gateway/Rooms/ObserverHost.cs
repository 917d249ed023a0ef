using Microsoft.Extensions.Options;
using Proctoring.Gateway.Rooms.Watching;
using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Transport;

namespace Proctoring.Gateway.Rooms;

/// <param name="Since">The latest entry that the observer knows; null for none.</param>
/// <param name="Ends">When what let the observer in ends.</param>
internal readonly record struct Observation(string Room, Incidents.Store.EntryId? Since, DateTimeOffset Ends);

/// <summary>One observer from the first moment to the last. What it reads too slowly it can catch up with.</summary>
internal sealed class ObserverHost(RoomFeeds feeds, Greeting greeting, RoomMetrics metrics, SessionClock clock, TimeProvider time, IOptions<RoomOptions> options, IHostApplicationLifetime lifetime)
{
    /// <summary>Timers reach no further than this; whoever stays longer connects again.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(20);

    /// <summary>How long a message on its way may take once the connection is to end.</summary>
    private static readonly TimeSpan LastPatience = TimeSpan.FromSeconds(2);

    public async Task RunAsync(ICandidateTransport transport, Observation observation)
    {
        using var end = new CancellationTokenSource();
        var receiving = ListenAsync(transport);
        var telling = TellAsync(transport, observation, end.Token);
        var expiry = ExpireAsync(observation.Ends, end.Token);
        var draining = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopping = lifetime.ApplicationStopping.Register(() => draining.TrySetResult());
        metrics.Observers.Inc();
        try
        {
            var first = await Task.WhenAny(receiving, telling, expiry, draining.Task);
            await end.CancelAsync();
            await ((Task)telling).WaitAsync(LastPatience, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!telling.IsCompleted) transport.Abort(); // it does not read
            var told = await telling;
            var reason = first == receiving ? await receiving : first == telling ? told : first == expiry ? CloseReason.TokenExpired : CloseReason.Draining;
            if (reason == CloseReason.TooFarBehind) metrics.Slow.Inc();
            await transport.CloseAsync(reason ?? CloseReason.Finished);
            await HearOutAsync(transport, receiving);
        }
        finally
        {
            metrics.Observers.Dec();
        }
    }

    /// <summary>Closes a connection that is not let in, and waits for the answer.</summary>
    public static async Task CloseAsync(ICandidateTransport transport, CloseReason reason)
    {
        await transport.CloseAsync(reason);
        await HearOutAsync(transport, ListenAsync(transport));
    }

    // Null when the observer left.
    private static async Task<CloseReason?> ListenAsync(ICandidateTransport transport)
    {
        var message = await transport.ReceiveAsync();
        message.Bytes?.Dispose();
        return message.Kind == InboundKind.Closed ? message.Reason : CloseReason.NothingToSay;
    }

    // Until the goodbye is answered, which the transport does not wait for forever.
    private static async Task HearOutAsync(ICandidateTransport transport, Task<CloseReason?> receiving)
    {
        while (await receiving == CloseReason.NothingToSay) receiving = ListenAsync(transport);
    }

    // Null when the connection is gone.
    private async Task<CloseReason?> TellAsync(ICandidateTransport transport, Observation observation, CancellationToken end)
    {
        var backlog = new Backlog(options.Value.MaxBacklog);
        await using var view = feeds.Open(observation.Room);
        try
        {
            if (await view.Feed.JoinAsync(backlog, end) is not { } state) return CloseReason.NotNow;
            if (await greeting.ComposeAsync(observation, state, end) is not { } words) return CloseReason.NotNow;
            foreach (var word in words)
            {
                if (end.IsCancellationRequested || !await transport.SendAsync(OutboundKind.Text, word)) return null;
            }
            while (await backlog.NextAsync(end) is { } message)
            {
                if (!await transport.SendAsync(OutboundKind.Text, message)) return null;
            }
            return CloseReason.TooFarBehind;
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            view.Feed.Leave(backlog);
        }
    }

    private async Task ExpireAsync(DateTimeOffset ends, CancellationToken end)
    {
        var left = TimeSpan.FromTicks(Math.Clamp((ends - clock.Now).Ticks, 0, Longest.Ticks));
        await Task.Delay(left, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
