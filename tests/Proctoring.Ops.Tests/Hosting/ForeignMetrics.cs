using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Proctoring.Ops.Tests.Rules;

namespace Proctoring.Ops.Tests.Hosting;

/// <summary>What is measured by others and cannot run here, a GPU, the NGINX controller and Kubernetes: samples that stand for their exporters.</summary>
internal sealed class ForeignMetrics : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ForeignMetrics(WebApplication app) => _app = app;

    private static string File => OpsFiles.Cases("foreign.prom");

    /// <summary>The explicit list of metrics for which queries are not run against the real thing.</summary>
    public static IReadOnlyList<string> Names() =>
        [.. System.IO.File.ReadLines(File).Where(line => line.Length > 0 && line[0] != '#').Select(line => line[..line.IndexOf('{', StringComparison.Ordinal)]).Distinct()];

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task<ForeignMetrics> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        app.MapGet("/metrics", () => Results.Text(System.IO.File.ReadAllText(File)));
        await app.StartAsync();
        return new ForeignMetrics(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
