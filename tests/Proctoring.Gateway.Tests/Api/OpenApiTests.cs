using System.Text.Json;
using System.Text.Json.Nodes;
using Proctoring.Gateway.Tests.Hosting;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Api;

/// <summary>docs/openapi.json is what the server says of itself; <c>make openapi</c> writes it.</summary>
public sealed class OpenApiTests
{
    private static readonly string File = Path.Combine(Repository.Root, "docs", "openapi.json");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Document_InTheRepository_IsWhatTheServerSays()
    {
        await using var host = await GatewayHost.StartAsync();
        using var http = new HttpClient { BaseAddress = host.Main };
        var said = JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("PROCTORING_WRITE") == "1") await System.IO.File.WriteAllTextAsync(File, said);

        Assert.Equal(await System.IO.File.ReadAllTextAsync(File), said);
    }

    [Fact]
    public async Task Document_EveryPath_IsOfTheApiAndSaysWhatCanGoWrong()
    {
        await using var host = await GatewayHost.StartAsync();
        using var api = new ApiClient(host);
        var paths = (await api.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().ToList();

        Assert.All(paths, path => Assert.StartsWith("/api/", path.Name));
        Assert.All(paths.SelectMany(path => path.Value.EnumerateObject()), operation =>
        {
            var answers = operation.Value.GetProperty("responses").EnumerateObject().Select(answer => answer.Name).ToList();
            Assert.Contains("503", answers);
            Assert.Contains(answers, answer => answer is "200" or "201");
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
        });
    }
}
