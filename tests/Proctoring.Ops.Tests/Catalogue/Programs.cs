using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Proctoring.Gateway;
using Proctoring.Gateway.Analysis.Remote;
using Proctoring.Hosting.Telemetry;
using Proctoring.Inference;
using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Catalogue;

/// <summary>Both programs put together as they are in production, and not started: what they would measure.</summary>
internal static class Programs
{
    private static readonly Lazy<MetricEntry[]> OfGateway = new(() =>
        EntriesOf(["--Inference:Address=http://127.0.0.1:1", "--Redis:Endpoints=127.0.0.1:1"], builder => builder.AddGateway().AddRemoteDetector()));

    private static readonly Lazy<MetricEntry[]> OfInference = new(() =>
        EntriesOf([$"--Detector:Model={Repository.Model}"], builder => builder.AddInference()));

    public static IReadOnlyList<MetricEntry> Gateway() => OfGateway.Value;

    public static IReadOnlyList<MetricEntry> Inference() => OfInference.Value;

    // Whatever asks for the book is made, and writes into it.
    private static MetricEntry[] EntriesOf(string[] settings, Action<WebApplicationBuilder> add)
    {
        var builder = WebApplication.CreateBuilder(settings);
        add(builder);
        Type[] writers = [.. builder.Services.Select(service => service.ImplementationType).OfType<Type>().Where(WritesMetrics)];
        using var services = builder.Services.BuildServiceProvider();
        foreach (var writer in writers) services.GetRequiredService(writer);
        return [.. services.GetRequiredService<MetricBook>().Entries.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    private static bool WritesMetrics(Type type) => type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(MetricBook)));
}
