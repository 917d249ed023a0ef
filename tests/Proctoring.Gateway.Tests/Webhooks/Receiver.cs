using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proctoring.Gateway.Tests.Incidents;
using Proctoring.Testing;
using Proctoring.Testing.Tls;

namespace Proctoring.Gateway.Tests.Webhooks;

/// <summary>What an exam system runs: takes CloudEvents over HTTPS and checks their signatures as Standard Webhooks says, by itself.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentQueue<JsonElement> _events = [];
    private WebApplication _app = null!;
    private int _asked;

    /// <summary>What is answered, by how many came before.</summary>
    public Func<int, (int Status, string? RetryAfter)> Answer { get; set; } = _ => (204, null);

    public Uri Address => new(new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()), "/hook?key=canary");

    public int Asked => _asked;

    /// <summary>Those that were taken.</summary>
    public IReadOnlyList<JsonElement> Events => [.. _events];

    public string Secret => $"whsec_{Convert.ToBase64String(_key)}";

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(receiver._authority.IssueForServer("127.0.0.1"))));
        receiver._app = builder.Build();
        receiver._app.MapPost("/hook", (Delegate)receiver.TakeAsync);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>For a gateway that may send here. It has an old secret too, of which nothing is known here.</summary>
    public (string Key, string Value)[] Settings(string name = "lms", params (string Key, string Value)[] more) =>
    [
        ("Webhooks:Targets:0:Name", name), ("Webhooks:Targets:0:Url", Address.ToString()), ("Webhooks:Targets:0:SecretFile", _authority.Write("secret", $"whsec_{Convert.ToBase64String(new byte[24])}\n{Secret}\n")),
        ("Webhooks:CaFile", _authority.CaFile), ("Webhooks:AllowedNetworks:0", "127.0.0.0/8"), ("Webhooks:Retries:0", "00:00:01"), .. more,
    ];

    public Task EventsAsync(int count) => Eventually.TrueAsync(() => _events.Count >= count, $"{count} events came");

    private async Task<IResult> TakeAsync(HttpContext context)
    {
        var (status, retryAfter) = Answer(Interlocked.Increment(ref _asked) - 1);
        using var memory = new MemoryStream();
        await context.Request.Body.CopyToAsync(memory);
        var headers = context.Request.Headers;
        var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.").Concat(memory.ToArray()).ToArray();
        var expected = $"v1,{Convert.ToBase64String(HMACSHA256.HashData(_key, signed))}";
        if (!headers["webhook-signature"].ToString().Split(' ').Contains(expected)) return Results.StatusCode(401);
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        if (status is >= 300 and < 400) context.Response.Headers.Location = "http://127.0.0.1:9/";
        if (status >= 300) return Results.StatusCode(status);
        Assert.Equal("application/cloudevents+json", context.Request.ContentType!.Split(';')[0]);
        var message = JsonDocument.Parse(memory.ToArray()).RootElement;
        Assert.Equal(headers["webhook-id"].ToString(), message.Text("id"));
        _events.Enqueue(message);
        return Results.StatusCode(status);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _authority.Dispose();
    }
}
