using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Sessions;

/// <summary>The six seconds survive reconnects, take-overs and restarts.</summary>
public sealed class ResumeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"proctoring-{Guid.NewGuid():n}.json");
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync(_clock, ("Sessions:File", _file));

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        File.Delete(_file);
    }

    [Fact]
    public async Task Resume_PhoneBeforeAndAfter_MarksAtSixObservedSeconds()
    {
        var (client, hello) = await _host.StartAsync();
        await ShowPhoneAsync(client, frames: 14); // 0 to 3.9 s
        client.Socket.Abort();
        await client.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(4));

        var (again, welcome) = await _host.ResumeAsync(hello);
        await using var _ = again;
        Assert.True(welcome.GetProperty("resumed").GetBoolean());
        Assert.Equal(hello.GetProperty("session").GetString(), welcome.GetProperty("session").GetString());
        Assert.Equal(3.9, welcome.GetProperty("phone_seconds").GetDouble(), 3);

        var verdicts = await ShowPhoneAsync(again, frames: 8); // 2.1 s more: the mark falls on the last
        Assert.All(verdicts.SkipLast(1), verdict => Assert.False(verdict.GetProperty("cheating_detected").GetBoolean()));
        Assert.True(verdicts[^1].GetProperty("cheating_detected").GetBoolean());
        Assert.Equal(6000, verdicts[^1].GetProperty("phone_ms").GetInt32());
    }

    [Fact]
    public async Task Resume_WhileConnected_TakesTheSessionOverWithAllItSaw()
    {
        var (client, hello) = await _host.StartAsync();
        await using var _ = client;
        await ShowPhoneAsync(client, frames: 5); // 1.2 s, of which the last 0.2 s were never due for saving

        var (second, welcome) = await _host.ResumeAsync(hello);
        await using var __ = second;

        Assert.Equal(1.2, welcome.GetProperty("phone_seconds").GetDouble(), 3);
        Assert.Equal(4009, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task Resume_AfterStop_IsToldThatTheSessionIsOver()
    {
        var (client, hello) = await _host.StartAsync();
        await client.SayAsync("""{"type":"stop"}""");
        await client.CloseCodeAsync();
        await client.DisposeAsync();

        Assert.Equal(4010, await RefusalAsync(hello));
    }

    [Fact]
    public async Task Resume_AfterExpiry_IsToldThatTheSessionIsOver()
    {
        var (client, hello) = await _host.StartAsync();
        await client.DisposeAsync();
        _clock.Advance(TimeSpan.FromHours(6));

        Assert.Equal(4010, await RefusalAsync(hello));
    }

    [Fact]
    public async Task Resume_TokenTamperedWith_IsNotAllowed()
    {
        var (client, hello) = await _host.StartAsync();
        await using var _ = client;
        var token = hello.GetProperty("resume").GetString()!;
        await using var thief = await _host.ConnectAsync(V1Client.Subprotocol);
        await thief.SayAsync(JsonSerializer.Serialize(new { type = "start", resume = (token[0] == 'a' ? 'b' : 'a') + token[1..] }));

        Assert.Equal(4003, await thief.CloseCodeAsync());
    }

    [Fact]
    public async Task Resume_AfterARestart_GoesOnWhereItWas()
    {
        var (client, hello) = await _host.StartAsync();
        await ShowPhoneAsync(client, frames: 11); // 3.0 s
        var stopping = _host.StopAsync();
        await client.CloseCodeAsync();
        await client.CloseAsync();
        await stopping;
        await client.DisposeAsync();
        _clock.Advance(TimeSpan.FromSeconds(3));

        await using var restarted = await GatewayHost.StartAsync(_clock, ("Sessions:File", _file));
        var (again, welcome) = await restarted.ResumeAsync(hello);
        await using var _ = again;

        Assert.Equal(3.0, welcome.GetProperty("phone_seconds").GetDouble(), 3);
        Assert.Equal(3000, (await again.ShowAsync(ScriptedFrames.Phone)).GetProperty("phone_ms").GetInt32());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_file));
    }

    private async Task<int> RefusalAsync(JsonElement hello)
    {
        await using var client = await _host.ConnectAsync(V1Client.Subprotocol);
        await client.SayAsync(JsonSerializer.Serialize(new { type = "start", resume = hello.GetProperty("resume").GetString() }));
        return await client.CloseCodeAsync();
    }

    // The phone every 300 ms; the clock has moved on by one interval less than that in the end.
    private async Task<List<JsonElement>> ShowPhoneAsync(CandidateClient client, int frames)
    {
        var verdicts = new List<JsonElement>();
        for (var i = 0; i < frames; i++)
        {
            if (i > 0) _clock.Advance(TimeSpan.FromMilliseconds(300));
            verdicts.Add(await client.ShowAsync(ScriptedFrames.Phone));
        }
        return verdicts;
    }
}
