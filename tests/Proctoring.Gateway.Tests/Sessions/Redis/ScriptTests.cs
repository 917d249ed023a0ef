using Proctoring.Gateway.Sessions.Redis;
using Proctoring.Testing.Redis;
using StackExchange.Redis;

namespace Proctoring.Gateway.Tests.Sessions.Redis;

/// <summary>The scripts alone, in a real server: who may write, and what a repeated or late call does.</summary>
public sealed class ScriptTests : IAsyncLifetime
{
    private const string Key = "proctoring:session:{1}";

    private RedisServer _redis = null!;
    private ConnectionMultiplexer _connection = null!;

    private IDatabase Database => _connection.GetDatabase();

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _connection = await _redis.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Write_EarlierEpoch_IsFenced()
    {
        await WriteAsync(epoch: 1, "a", version: 1, "one");
        await TakeAsync("b", from: "1");

        Assert.Equal("fenced", await WriteAsync(epoch: 1, "a", version: 9, "late"));
        Assert.Equal("stored", await WriteAsync(epoch: 2, "b", version: 1, "two"));
        Assert.Equal("fenced", await WriteAsync(epoch: 1, "a", version: 10, "later", "over"));
        Assert.Equal("two", await StateAsync());
    }

    [Fact]
    public async Task Write_SameEpochOfAnotherOwner_IsFenced()
    {
        await WriteAsync(epoch: 2, "a", version: 1, "one"); // taken on a primary that died before its replica knew

        Assert.Equal("fenced", await WriteAsync(epoch: 2, "b", version: 5, "two"));
    }

    [Fact]
    public async Task Write_TwiceOrOutOfOrder_KeepsTheNewest()
    {
        Assert.Equal("stored", await WriteAsync(epoch: 1, "a", version: 2, "two"));
        Assert.Equal("stored", await WriteAsync(epoch: 1, "a", version: 2, "two again"));
        Assert.Equal("stored", await WriteAsync(epoch: 1, "a", version: 1, "one"));

        Assert.Equal("two", await StateAsync());
    }

    [Fact]
    public async Task Write_LaterEpochThanIsKnown_IsStored()
    {
        await WriteAsync(epoch: 1, "a", version: 7, "one");

        Assert.Equal("stored", await WriteAsync(epoch: 2, "b", version: 1, "two")); // the taking was lost in a fail-over
        Assert.Equal("fenced", await WriteAsync(epoch: 1, "a", version: 8, "late"));
    }

    [Fact]
    public async Task Write_UnknownSession_BringsItBackWithItsEpoch()
    {
        Assert.Equal("stored", await WriteAsync(epoch: 5, "a", version: 3, "five"));

        Assert.Equal("fenced", await WriteAsync(epoch: 4, "b", version: 9, "four"));
    }

    [Fact]
    public async Task Write_LateAfterTheEnd_DoesNotReopenTheSession()
    {
        await WriteAsync(epoch: 1, "a", version: 1, "one");
        await WriteAsync(epoch: 1, "a", version: 3, "end", "over");
        await WriteAsync(epoch: 1, "a", version: 2, "late");

        Assert.Equal("over", (await TakeAsync("b", "")).Word);
        Assert.InRange((await Database.KeyTimeToLiveAsync(Key))!.Value, TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Write_OverShortlyBeforeItsExpiry_ExpiresThen()
    {
        await WriteAsync(epoch: 1, "a", version: 1, "end", "over", lives: TimeSpan.FromMinutes(1));

        Assert.InRange((await Database.KeyTimeToLiveAsync(Key))!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Take_Released_RaisesTheEpochAtOnce()
    {
        await WriteAsync(epoch: 1, "a", version: 4, "one", "released");
        var taken = await TakeAsync("b", "");

        Assert.Equal("taken", taken.Word);
        Assert.Equal("2", taken[0].ToString());
        Assert.Equal("", taken[1].ToString());
        Assert.Equal("one", taken[2].ToString());
        Assert.Equal("stored", await WriteAsync(epoch: 2, "b", version: 1, "two")); // versions begin anew
        Assert.Equal("two", await StateAsync());
    }

    [Fact]
    public async Task Take_Held_NamesTheOwnerAndIsTakenFromThatEpochOnly()
    {
        await WriteAsync(epoch: 3, "a", version: 1, "three");
        var held = await TakeAsync("b", "");
        var wrong = await TakeAsync("b", "2");
        var taken = await TakeAsync("b", "3");

        Assert.Equal(("held", "3", "a"), (held.Word, held[0].ToString(), held[1].ToString()));
        Assert.Equal("held", wrong.Word);
        Assert.Equal(("taken", "4", "a"), (taken.Word, taken[0].ToString(), taken[1].ToString()));
    }

    [Fact]
    public async Task Take_Unknown_SaysSo() => Assert.Equal("unknown", (await TakeAsync("b", "")).Word);

    [Fact]
    public async Task Time_WithEveryReply_IsTheServers()
    {
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-1);
        var reply = await TakeAsync("b", "");

        Assert.InRange(reply.Time, before, DateTimeOffset.UtcNow);
    }

    private async Task<string> WriteAsync(long epoch, string owner, long version, string state, string standing = "held", TimeSpan? lives = null) =>
        (await RedisScript.Write.RunAsync(Database, Key, epoch, owner, version, state, DateTimeOffset.UtcNow.Add(lives ?? TimeSpan.FromHours(1)).ToUnixTimeMilliseconds(), standing, 600_000)).Word;

    private Task<RedisReply> TakeAsync(string owner, string from) => RedisScript.Take.RunAsync(Database, Key, owner, from);

    private async Task<string?> StateAsync() => await Database.HashGetAsync(Key, "state");
}
