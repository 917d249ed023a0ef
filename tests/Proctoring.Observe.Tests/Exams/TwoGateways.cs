using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Proctoring.Testing;
using Proctoring.Testing.Redis;
using Proctoring.Testing.SignIn;

namespace Proctoring.Observe.Tests.Exams;

/// <summary>Two gateways with one Redis and one folder of evidence; people sign in at an authority.</summary>
internal sealed class TwoGateways : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("evidence-");
    private RedisServer? _redis;

    private TwoGateways(Authority authority) => Authority = authority;

    public static Person Operator { get; } = new("lms", ["operator"]);

    public static Person Reviewer { get; } = new("rita", ["reviewer"], "math");

    public static Person OtherReviewer { get; } = new("rosa", ["reviewer"]);

    public static Person Observer { get; } = new("otto", ["observer"], "math");

    public Authority Authority { get; }

    /// <summary>Where candidates are.</summary>
    public ServerProcess Here { get; private set; } = null!;

    /// <summary>Where people watch.</summary>
    public ServerProcess There { get; private set; } = null!;

    /// <param name="pods">Addresses of inference pods.</param>
    public static async Task<TwoGateways> StartAsync(string pods, params string[] settings)
    {
        var all = new TwoGateways(await Authority.StartAsync(Operator, Reviewer, Observer));
        try
        {
            all._redis = await RedisServer.StartAsync();
            var (here, there) = (all.GatewayAsync(pods, settings), all.GatewayAsync(pods, settings));
            (all.Here, all.There) = (await here, await there);
            foreach (var gateway in (ServerProcess[])[all.Here, all.There]) all.Authority.Redirects.Add(new Uri(gateway.BaseAddress, "/observe"));
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the API as somebody.</summary>
    public async Task<JsonElement> AskAsync(ServerProcess gateway, Person who, HttpMethod method, string path, object? body = null)
    {
        using var http = new HttpClient { BaseAddress = gateway.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Authority.AccessToken(who));
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {answer.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    private Task<ServerProcess> GatewayAsync(string pods, string[] settings) => ServerProcess.StartAsync(
        "Proctoring.Gateway",
        [
            $"--Inference:Address={pods}", $"--Redis:Endpoints={_redis!.Endpoint}", $"--Access:Authority={Authority.Address}", $"--Access:Observe:ClientId={Authority.ClientId}",
            "--Delivery:Store=Folder", $"--Delivery:Folder={_folder.FullName}", .. settings,
        ]);

    public async ValueTask DisposeAsync()
    {
        if (There is not null) await There.DisposeAsync();
        if (Here is not null) await Here.DisposeAsync();
        if (_redis is not null) await _redis.DisposeAsync();
        await Authority.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
