using Proctoring.Gateway.Sessions;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Gateway.Tests.Verdicts;
using Proctoring.Gateway.Verdicts;
using Proctoring.Testing.Redis;

namespace Proctoring.Gateway.Tests.Sessions;

/// <summary>What every store promises. Sessions start at one side and go on at the other.</summary>
public abstract class SessionStoreTests : IAsyncLifetime
{
    private readonly Script _script = new();

    private protected ISessionStore Here { get; set; } = null!;

    private protected ISessionStore There { get; set; } = null!;

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();

    [Fact]
    public async Task Start_NewSession_HasItsRoomAndNothingSeen()
    {
        var lease = await StartAsync();

        Assert.Equal("room", lease.Session.Room);
        Assert.Equal(TimeSpan.FromHours(6), lease.Session.ExpiresAt - lease.Session.CreatedAt);
        Assert.Null(lease.Session.State.LastFrameAt);
        Assert.False(lease.TakenOver.IsCompleted);
    }

    [Fact]
    public async Task Resume_Released_HasTheLastState()
    {
        var lease = await StartAsync();
        await lease.SaveAsync(_script.Every300(0, 3, phone: true).State, CancellationToken.None);
        await lease.ReleaseAsync(_script.Every300(3.3, 6.3, phone: true).State, isOver: false, CancellationToken.None);

        var again = await ResumeAsync(lease);

        Assert.Equal(lease.Session.Id, again.Session.Id);
        Assert.Equal(lease.Session.Room, again.Session.Room);
        Assert.Equal(lease.Session.CreatedAt, again.Session.CreatedAt);
        Assert.Equal(lease.Session.ExpiresAt, again.Session.ExpiresAt);
        Assert.Equal(6.3, again.Session.State.Phone.Total.TotalSeconds, 3);
        Assert.Equal(1, Assert.Single(again.Session.State.Phone.Episodes).Episode);
        Assert.True(again.Session.State.CheatingDetected);
    }

    [Fact]
    public async Task Resume_Held_TellsTheOwnerAndWaitsForItsLastState()
    {
        var lease = await StartAsync();
        var resuming = ResumeAsync(lease);
        await lease.TakenOver.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(resuming.IsCompleted);
        await lease.ReleaseAsync(_script.Every300(0, 3, phone: true).State, isOver: false, CancellationToken.None);

        Assert.Equal(3, (await resuming).Session.State.Phone.Total.TotalSeconds, 3);
    }

    [Fact]
    public async Task Resume_OwnerThatDoesNotAnswer_IsTakenFromAllTheSame()
    {
        var lease = await StartAsync();
        await lease.SaveAsync(_script.Every300(0, 3, phone: true).State, CancellationToken.None);
        if (Here != There) await StoredAsync(lease);

        var again = await There.ResumeAsync(lease.Session.Id, CancellationToken.None);

        Assert.True(lease.TakenOver.IsCompleted);
        Assert.Equal(3, again.Lease!.Session.State.Phone.Total.TotalSeconds, 3);
    }

    [Fact]
    public async Task Save_ByAnOwnerOfBefore_ChangesNothing()
    {
        var before = await StartAsync();
        var after = (await There.ResumeAsync(before.Session.Id, CancellationToken.None)).Lease!;
        await after.SaveAsync(_script.Every300(0, 3, phone: true).State, CancellationToken.None);
        await before.SaveAsync(new Script().Every300(0, 9, phone: true).State, CancellationToken.None);
        await before.ReleaseAsync(new Script().Every300(0, 9, phone: true).State, isOver: true, CancellationToken.None);
        await after.ReleaseAsync(_script.Every300(3.3, 3.9, phone: true).State, isOver: false, CancellationToken.None);

        Assert.Equal(3.9, (await ResumeAsync(before)).Session.State.Phone.Total.TotalSeconds, 3);
    }

    [Fact]
    public async Task Resume_Over_IsOver()
    {
        var lease = await StartAsync();
        await lease.ReleaseAsync(lease.Session.State, isOver: true, CancellationToken.None);

        Assert.Equal(ResumeOutcome.Over, (await There.ResumeAsync(lease.Session.Id, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Resume_Unknown_IsOver() =>
        Assert.Equal(ResumeOutcome.Over, (await There.ResumeAsync("0123456789abcdef01234567", CancellationToken.None)).Outcome);

    [Fact]
    public async Task Resume_ByTwoAtOnce_EndsWithOneOwner()
    {
        var lease = await StartAsync();
        await lease.ReleaseAsync(lease.Session.State, isOver: false, CancellationToken.None);
        var both = await Task.WhenAll(There.ResumeAsync(lease.Session.Id, CancellationToken.None).AsTask(), Here.ResumeAsync(lease.Session.Id, CancellationToken.None).AsTask());

        await Proctoring.Testing.Eventually.TrueAsync(() => both.Count(resumption => resumption.Lease is { TakenOver.IsCompleted: false }) == 1, "one of them has it");
    }

    private protected async Task<SessionLease> StartAsync() => (await Here.StartAsync("room", CancellationToken.None))!;

    private protected async Task<SessionLease> ResumeAsync(SessionLease lease)
    {
        var resumption = await There.ResumeAsync(lease.Session.Id, CancellationToken.None);
        Assert.Equal(ResumeOutcome.Taken, resumption.Outcome);
        return resumption.Lease!;
    }

    private protected virtual Task StoredAsync(SessionLease lease) => Task.CompletedTask;

    public sealed class InMemory : SessionStoreTests
    {
        private GatewayHost _host = null!;

        public override async Task InitializeAsync()
        {
            _host = await GatewayHost.StartAsync();
            Here = There = _host.Service<ISessionStore>();
        }

        public override async Task DisposeAsync() => await _host.DisposeAsync();
    }

    public sealed class InRedis : SessionStoreTests
    {
        private RedisServer _redis = null!;
        private GatewayHost _here = null!;
        private GatewayHost _there = null!;

        public override async Task InitializeAsync()
        {
            _redis = await RedisServer.StartAsync();
            _here = await GatewayHost.StartWithRedisAsync(_redis.Endpoint);
            _there = await GatewayHost.StartWithRedisAsync(_redis.Endpoint);
            (Here, There) = (_here.Service<ISessionStore>(), _there.Service<ISessionStore>());
        }

        public override async Task DisposeAsync()
        {
            await _here.DisposeAsync();
            await _there.DisposeAsync();
            await _redis.DisposeAsync();
        }

        private protected override Task StoredAsync(SessionLease lease) => Proctoring.Testing.Eventually.TrueAsync(
            () => !((Proctoring.Gateway.Sessions.Redis.RedisLease)lease).IsPending, "the state is stored");
    }
}
