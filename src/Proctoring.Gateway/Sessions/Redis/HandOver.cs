using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>
/// Gateways among themselves. Who wants a session asks who has it; that one ends it, stores its last state and says so. An answer
/// that does not come is not waited for long: the epoch keeps whoever was asked from writing afterwards.
/// <code>
/// new owner ── ask session epoch me ──▶ old owner: finishes its frame, stores
/// new owner ◀── done session epoch ──── old owner
/// new owner ── lost session epoch ────▶ old owner, where the session was taken without a word from it
/// reviewer's gateway ── reviewed session version episodes ──▶ owner
/// </code>
/// </summary>
internal sealed class HandOver(RedisConnection connection, RedisWriter writer, RedisKeys keys, GatewayName name, TimeProvider time, IOptions<RedisOptions> options)
{
    private const int MaxAttempts = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Repeat = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Task, bool> _answers = new();
    private readonly ConcurrentDictionary<(string Session, long Epoch), TaskCompletionSource> _asked = new();

    /// <summary>Listens for the other gateways; once is enough, the library repeats it on new connections.</summary>
    /// <exception cref="RedisException">The connection for it does not come up.</exception>
    public async Task ListenAsync(RedisLink link, CancellationToken stop)
    {
        var subscriber = link.Main.GetSubscriber();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await subscriber.SubscribeAsync(keys.Gateway(name.Value), (_, message) => OnMessage(message.ToString()), CommandFlags.DemandMaster);
                return;
            }
            catch (RedisConnectionException) when (attempt < MaxAttempts) // it is a second connection, and opened only now
            {
                await Task.Delay(Pause, time, stop);
            }
        }
    }

    /// <summary>Asks for a session and waits for its owner's last word, though not for long.</summary>
    /// <returns>False when this gateway itself has a state of it that is not stored: taking it now would lose that.</returns>
    public async ValueTask<bool> AskAsync(string owner, string sessionId, long epoch, CancellationToken cancellationToken)
    {
        if (owner == name.Value) return await AskHereAsync(sessionId, cancellationToken);
        var done = _asked.GetOrAdd((sessionId, epoch), _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            var askedAt = time.GetTimestamp();
            while (!done.Task.IsCompleted && time.GetElapsedTime(askedAt) < options.Value.HandOver)
            {
                var heard = await connection.PublishAsync(keys.Gateway(owner), $"ask {sessionId} {epoch} {name.Value}");
                if (heard == 0 && !MayBeListening) break; // nobody of that name: it was killed
                var patience = options.Value.HandOver - time.GetElapsedTime(askedAt);
                if (heard <= 0 && patience > Repeat) patience = Repeat;
                if (patience > TimeSpan.Zero) await done.Task.WaitAsync(patience, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            return true;
        }
        finally
        {
            _asked.TryRemove((sessionId, epoch), out _);
        }
    }

    /// <summary>Ends the session here, if it is, and waits until its last state is stored.</summary>
    public async ValueTask<bool> AskHereAsync(string sessionId, CancellationToken cancellationToken)
    {
        if (writer.Find(sessionId) is not { } lease) return true;
        lease.TakeOver();
        return await writer.WaitAsync(lease.Settled, cancellationToken);
    }

    /// <summary>Tells an owner that did not answer that the session is not its own any more.</summary>
    public ValueTask<long> TellLostAsync(string owner, string sessionId, long epoch) => connection.PublishAsync(keys.Gateway(owner), $"lost {sessionId} {epoch}");

    /// <summary>Tells an owner what reviewers have dismissed. Should it not hear, it learns it from its next write.</summary>
    public ValueTask<long> TellDismissalsAsync(string owner, string sessionId, Dismissals dismissals)
    {
        if (owner != name.Value) return connection.PublishAsync(keys.Gateway(owner), $"reviewed {sessionId} {dismissals.Version} {dismissals.List}");
        writer.Find(sessionId)?.Hear(dismissals);
        return ValueTask.FromResult(1L);
    }

    // In a Cluster a message reaches gateways that listen at other nodes too, and those are not counted. And when Redis has just come
    // back, a gateway may not listen again yet that has much to tell.
    private bool MayBeListening => connection.IsSettling || connection.Link?.Main.GetServers().Any(server => server.ServerType == ServerType.Cluster) == true;

    private void OnMessage(string message)
    {
        var words = message.Split(' ');
        if (words.Length < 3 || !long.TryParse(words[2], out var epoch)) return;
        var lease = writer.Find(words[1]);
        if (words[0] == "reviewed" && words.Length > 3)
        {
            lease?.Hear(Dismissals.Parse(epoch, words[3]));
            return;
        }
        if (lease?.Epoch != epoch) lease = null;
        switch (words[0])
        {
            case "ask" when words.Length > 3:
                Answer(lease, words[1], epoch, words[3]);
                break;
            case "done" when _asked.TryGetValue((words[1], epoch), out var done):
                done.TrySetResult();
                break;
            case "lost" when lease is not null:
                writer.OnFenced(lease);
                break;
        }
    }

    private void Answer(RedisLease? lease, string sessionId, long epoch, string asker)
    {
        var answering = AnswerAsync(lease, sessionId, epoch, asker);
        _answers[answering] = true;
        answering.ContinueWith(done => _answers.TryRemove(done, out _), TaskScheduler.Default);
    }

    /// <summary>Waits until everybody who has asked is answered.</summary>
    public Task FinishAsync() => Task.WhenAll(_answers.Keys);

    private async Task AnswerAsync(RedisLease? lease, string sessionId, long epoch, string asker)
    {
        lease?.TakeOver();
        if (lease is not null) await writer.WaitAsync(lease.Settled, CancellationToken.None);
        await connection.PublishAsync(keys.Gateway(asker), $"done {sessionId} {epoch}");
    }
}
