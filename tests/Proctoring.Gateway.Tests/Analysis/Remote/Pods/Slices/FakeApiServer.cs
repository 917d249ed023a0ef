using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Pods.Slices;

/// <summary>As much of an API server as watching endpoint slices takes: pages, watches that a test feeds, ends, breaks or leaves silent.</summary>
internal sealed class FakeApiServer : IAsyncDisposable
{
    private const string Path = "/apis/discovery.k8s.io/v1/namespaces/exams/endpointslices";
    private const int LargestPage = 2;

    private readonly WebApplication _app;

    private FakeApiServer(WebApplication app) => _app = app;

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>What a list answers.</summary>
    public List<JsonNode> Slices { get; } = [];

    /// <summary>The version of a list.</summary>
    public int Version { get; set; } = 100;

    /// <summary>What lists answer in place of a list, one after the other.</summary>
    public ConcurrentQueue<HttpStatusCode> ListErrors { get; } = [];

    /// <summary>Whether lists are left unanswered.</summary>
    public bool ListsHang { get; set; }

    /// <summary>What watches answer in place of events, one after the other.</summary>
    public ConcurrentQueue<HttpStatusCode> WatchErrors { get; } = [];

    /// <summary>Lists, a page each; the continue token of each, empty for the first.</summary>
    public ConcurrentQueue<string> Pages { get; } = [];

    /// <summary>The version that each watch began with.</summary>
    public ConcurrentQueue<string> Watches { get; } = [];

    /// <summary>Watches that are open, the latest last.</summary>
    public ConcurrentQueue<Channel<string>> Open { get; } = [];

    public static async Task<FakeApiServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        var app = builder.Build();
        var server = new FakeApiServer(app);
        app.MapGet(Path, (HttpContext context) => context.Request.Query["watch"] == "true" ? server.WatchAsync(context) : server.ListAsync(context));
        await app.StartAsync();
        return server;
    }

    /// <param name="pods">Address, and <c>-</c> behind it for one that is not ready, <c>x</c> for one that ends; <c>@zone</c>.</param>
    public static JsonObject Slice(string name, int version, params string[] pods) => new()
    {
        ["apiVersion"] = "discovery.k8s.io/v1",
        ["kind"] = "EndpointSlice",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "exams", ["resourceVersion"] = version.ToString() },
        ["addressType"] = "IPv4",
        ["endpoints"] = new JsonArray([.. pods.Select(Endpoint)]),
        ["ports"] = new JsonArray(new JsonObject { ["name"] = "grpc", ["port"] = 8001, ["protocol"] = "TCP" }),
    };

    /// <summary>Sends an event to the latest watch.</summary>
    public ValueTask TellAsync(string type, JsonNode thing) =>
        Open.Last().Writer.WriteAsync(new JsonObject { ["type"] = type, ["object"] = thing.DeepClone() }.ToJsonString());

    /// <summary>Ends the latest watch as the server does when its time is up.</summary>
    public void End() => Open.Last().Writer.TryComplete();

    public static JsonObject Bookmark(int version) => new()
    {
        ["apiVersion"] = "discovery.k8s.io/v1",
        ["kind"] = "EndpointSlice",
        ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString() },
        ["endpoints"] = null,
        ["addressType"] = "",
    };

    public static JsonObject Status(HttpStatusCode code) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "Status",
        ["status"] = "Failure",
        ["code"] = (int)code,
        ["reason"] = code.ToString(),
        ["message"] = $"said {code}",
    };

    private static JsonObject Endpoint(string pod)
    {
        var (address, zone) = pod.Split('@') is [var first, var second] ? (first, second) : (pod, null);
        return new JsonObject
        {
            ["addresses"] = new JsonArray(address.TrimEnd('-', 'x')),
            ["conditions"] = new JsonObject { ["ready"] = !address.EndsWith('-'), ["serving"] = true, ["terminating"] = address.EndsWith('x') },
            ["zone"] = zone,
        };
    }

    private async Task ListAsync(HttpContext context)
    {
        Assert.Equal("kubernetes.io/service-name=proctoring-inference", context.Request.Query["labelSelector"]);
        var token = context.Request.Query["continue"].ToString();
        Pages.Enqueue(token);
        if (ListsHang) await Task.Delay(Timeout.Infinite, context.RequestAborted);
        if (ListErrors.TryDequeue(out var error))
        {
            await AnswerAsync(context, error, Status(error));
            return;
        }
        var from = token.Length > 0 ? int.Parse(token) : 0;
        var page = Slices.Skip(from).Take(Math.Min(LargestPage, int.Parse(context.Request.Query["limit"]!))).Select(slice => slice.DeepClone()).ToArray();
        var metadata = new JsonObject { ["resourceVersion"] = Version.ToString() };
        if (from + page.Length < Slices.Count) metadata["continue"] = (from + page.Length).ToString();
        await AnswerAsync(context, HttpStatusCode.OK, new JsonObject { ["apiVersion"] = "discovery.k8s.io/v1", ["kind"] = "EndpointSliceList", ["metadata"] = metadata, ["items"] = new JsonArray(page) });
    }

    private async Task WatchAsync(HttpContext context)
    {
        Assert.Equal("true", context.Request.Query["allowWatchBookmarks"]);
        var events = Channel.CreateUnbounded<string>();
        var hasError = WatchErrors.TryDequeue(out var error);
        if (!hasError) Open.Enqueue(events);
        Watches.Enqueue(context.Request.Query["resourceVersion"]!);
        if (hasError)
        {
            await AnswerAsync(context, error, Status(error));
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.StartAsync();
        await foreach (var line in events.Reader.ReadAllAsync(context.RequestAborted))
        {
            await context.Response.WriteAsync(line + "\n", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    }

    private static Task AnswerAsync(HttpContext context, HttpStatusCode code, JsonObject body)
    {
        context.Response.StatusCode = (int)code;
        return context.Response.WriteAsJsonAsync(body, JsonSerializerOptions.Default, context.RequestAborted);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in Open) watch.Writer.TryComplete();
        await _app.DisposeAsync();
    }
}
