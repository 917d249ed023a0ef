using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Proctoring.Gateway.Api;
using Proctoring.Gateway.Incidents;

namespace Proctoring.Gateway.Webhooks.Sending;

/// <summary>What is posted: a CloudEvent (https://cloudevents.io, version 1.0, structured mode) with the incident as the API shows it.</summary>
/// <param name="Id">The same at every attempt, and for no other fact.</param>
internal sealed record WebhookEvent(string Id, string ContentType, ReadOnlyMemory<byte> Body)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly JsonEventFormatter Formatter = new(Json, default);

    /// <param name="source">The installation, e.g. its public address.</param>
    /// <returns>Null where there is nothing to tell any more.</returns>
    public static WebhookEvent? Of(WebhookKind kind, IncidentFile file, Uri source)
    {
        var (id, time) = kind == WebhookKind.Marked
            ? ($"{file.Incident.Id}-marked", file.Incident.MarkedAt)
            : ($"{file.Incident.Id}-reviewed-{file.Review?.At.ToUnixTimeMilliseconds()}", file.Review?.At);
        if (time is null) return null;
        var cloudEvent = new CloudEvent
        {
            Id = id,
            Source = source,
            Type = kind == WebhookKind.Marked ? "org.proctoring.incident.marked" : "org.proctoring.incident.reviewed",
            Subject = file.Incident.Id,
            Time = time,
            DataContentType = "application/json",
            Data = JsonSerializer.SerializeToElement(IncidentView.Of(file), Json),
        };
        var body = Formatter.EncodeStructuredModeMessage(cloudEvent, out var contentType);
        return new WebhookEvent(id, contentType.ToString(), body);
    }
}
