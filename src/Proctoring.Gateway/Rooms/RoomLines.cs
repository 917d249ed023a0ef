using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Sessions.Redis;

namespace Proctoring.Gateway.Rooms;

/// <summary>Gives each connection its line to its room.</summary>
internal sealed class RoomLines(RoomPublisher publisher, SessionClock clock, IServiceProvider services)
{
    // Its part before the slash tells others which gateway it was, should that end without a word.
    private readonly string _gateway = services.GetService<GatewayName>()?.Value ?? "here";
    private long _opened;

    /// <summary>Null for practice, which is no exam.</summary>
    public RoomLine? Open(StoredSession session) =>
        session.Room == StoredSession.PracticeRoom ? null : new RoomLine(session, $"{_gateway}/{Interlocked.Increment(ref _opened)}", publisher, clock);
}
