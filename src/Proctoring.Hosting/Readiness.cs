using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Proctoring.Hosting;

/// <summary>Ready means: a frame sent now would be analysed at once.</summary>
public static class Readiness
{
    /// <summary>Tag of the health checks that decide readiness.</summary>
    public const string Tag = "ready";

    public static bool IsReadyCheck(HealthCheckRegistration check) => check.Tags.Contains(Tag);

    /// <summary>Answers <c>{"status", "checks": {name: {"status", "description", …}}}</c>.</summary>
    internal static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("status", report.Status.ToString());
        json.WriteStartObject("checks");
        foreach (var (name, entry) in report.Entries)
        {
            json.WriteStartObject(name);
            json.WriteString("status", entry.Status.ToString());
            json.WriteString("description", entry.Description);
            foreach (var (key, value) in entry.Data) json.WriteString(key, value.ToString());
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        return Task.CompletedTask;
    }
}
