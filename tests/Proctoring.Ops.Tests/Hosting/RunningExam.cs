using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Proctoring.Ops.Tests.Rules;
using Proctoring.Testing;
using Proctoring.Testing.Redis;
using Proctoring.Testing.Watching;

namespace Proctoring.Ops.Tests.Hosting;

/// <summary>A small exam: Redis, two inference pods with the default model, two gateways and some candidates, and a Prometheus that watches all with the rules.</summary>
public sealed class RunningExam : IAsyncLifetime
{
    private const int Candidates = 6;

    private readonly Kept _running = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-exam-");
    private int _joined;

    internal IReadOnlyList<ServerProcess> Gateways { get; private set; } = [];

    internal IReadOnlyList<ServerProcess> Pods { get; private set; } = [];

    internal PrometheusServer Prometheus { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    private async Task StartAsync()
    {
        var redis = Keep(await RedisServer.StartAsync());
        Pods = [.. (await Task.WhenAll(PodAsync(), PodAsync())).Select(Keep)];
        var signing = Path.Combine(_folder.FullName, "signing-keys");
        await File.WriteAllTextAsync(signing, $"1:{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}");
        var webhook = Path.Combine(_folder.FullName, "webhook");
        await File.WriteAllTextAsync(webhook, $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}");
        string[] settings =
        [
            $"--Inference:Address={string.Join(',', Pods.Select(pod => pod.Grpc.GetLeftPart(UriPartial.Authority)))}", $"--Redis:Endpoints={redis.Endpoint}",
            "--Telemetry:Exams:0:Name=finals", "--Telemetry:Exams:0:Rooms:0=room-*", "--Gating:Enabled=true", "--Verdicts:Hold=00:00:01",
            "--Webhooks:Targets:0:Name=lms", "--Webhooks:Targets:0:Url=https://127.0.0.1:9/", $"--Webhooks:Targets:0:SecretFile={webhook}",
            "--Delivery:Store=Folder", $"--Delivery:Folder={_folder.FullName}/pictures", $"--Delivery:Signing:KeyFile={signing}",
        ];
        Gateways = [.. (await Task.WhenAll(GatewayAsync(settings), GatewayAsync(settings))).Select(Keep)];
        var foreign = Keep(await ForeignMetrics.StartAsync());
        Prometheus = Keep(await PrometheusServer.StartAsync(
            [
                new ScrapeJob("gateway", "exam", [.. Gateways.Select(gateway => gateway.Management)]),
                new ScrapeJob("inference", "exam", [.. Pods.Select(pod => pod.Management)]),
                new ScrapeJob("foreign", "exam", foreign.Address),
            ],
            [OpsFiles.Rules("recording.yaml"), OpsFiles.Rules("alerts.yaml")]));
        for (var i = 0; i < Candidates; i++) Keep(await JoinAsync($"room-{i}"));
        await MisbehaveAsync();
        await CheatAsync();
    }

    /// <summary>One more candidate, at one of the gateways in turn; the caller's to dispose.</summary>
    internal Task<Candidate> JoinAsync(string room) => Candidate.StartAsync(Gateways[_joined++ % Gateways.Count].BaseAddress, room);

    /// <summary>What a gateway or pod shows.</summary>
    internal static async Task<string> ShowAsync(ServerProcess server)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(server.Management, "/metrics"));
    }

    private static Task<ServerProcess> PodAsync() => ServerProcess.StartAsync("Proctoring.Inference", "--Detector:Cores=1");

    private static Task<ServerProcess> GatewayAsync(string[] settings) => ServerProcess.StartAsync("Proctoring.Gateway", settings);

    // What happens in every exam: a reload, a stranger, a broken picture.
    private async Task MisbehaveAsync()
    {
        string resume;
        await using (var before = await Candidate.StartAsync(Gateways[0].BaseAddress, "reloads")) resume = before.Resume;
        Keep(await Candidate.StartAsync(Gateways[1].BaseAddress, "reloads", resume));
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(Gateways[0].BaseAddress, "/ws/proctoring/"));
        Assert.Equal(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        await using var broken = await CandidateClient.ConnectAsync(Gateways[0].BaseAddress);
        await broken.SendAsync(new byte[] { 1, 2, 3 });
        await broken.ReceiveAsync();
        await broken.CloseAsync();
    }

    // A phone in a room that somebody observes, until its incident is stored and reviewed.
    private async Task CheatAsync()
    {
        var gateway = Gateways[0].BaseAddress;
        Keep(await CandidateClient.OpenAsync(new Uri(gateway, "/ws/rooms/room-0"), options => options.AddSubProtocol("proctoring.room.v1")));
        await using var candidate = await Candidate.StartAsync(gateway, "room-0", frame: Scene.Jpeg(Scene.HeldUp));
        using var http = new HttpClient { BaseAddress = gateway };
        string? incident = null;
        await Eventually.TrueAsync(async () =>
        {
            var page = await http.GetFromJsonAsync<JsonElement>("/api/incidents?room=room-0");
            incident = page.GetProperty("incidents").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()).FirstOrDefault();
            return incident is not null;
        }, "the incident is stored");
        using var review = await http.PostAsJsonAsync($"/api/incidents/{incident}/review", new { decision = "confirmed" });
        Assert.Equal(HttpStatusCode.OK, review.StatusCode);
    }

    private T Keep<T>(T running)
        where T : IAsyncDisposable => _running.Keep(running);

    public async Task DisposeAsync()
    {
        await _running.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

[CollectionDefinition(nameof(RunningExam))]
public sealed class RunningExamCollection : ICollectionFixture<RunningExam>;
