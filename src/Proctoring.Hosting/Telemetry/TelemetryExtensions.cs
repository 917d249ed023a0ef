using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Proctoring.Hosting.Telemetry.Logs;
using Proctoring.Hosting.Telemetry.Tracing;
using Prometheus;

namespace Proctoring.Hosting.Telemetry;

public static class TelemetryExtensions
{
    /// <summary>What every server has to be watched by: a book of metrics, traces (section <c>Tracing</c>) and the format of its log (section <c>Logs</c>).</summary>
    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<CollectorRegistry>(_ => Metrics.NewCustomRegistry());
        services.AddSingleton<MetricBook>();
        services.AddSingleton<Scrapes>();
        services.AddSingleton<IConfigureOptions<TracingOptions>, OtelEnvironment>(); // before the section, which wins
        services.AddRoom<TracingOptions, TracingOptionsValidator>(builder.Configuration, "Tracing");
        services.AddHostedService<TraceExport>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>, AddressSilence>();
        builder.Logging.AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        var logs = builder.Configuration.GetSection("Logs").Get<LogOptions>() ?? new LogOptions();
        if (logs.Format == LogFormat.Json) services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = JsonLines.FormatName);
        return builder;
    }
}
