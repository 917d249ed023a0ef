using System.Text.Json;
using System.Text.Json.Serialization;

namespace Proctoring.Gateway.Incidents.Store;

/// <summary>How incidents are written, in Redis and beside pictures. Unknown fields are skipped: gateways of two versions may run side by side.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(EvidenceIndex))]
[JsonSerializable(typeof(Review))]
internal sealed partial class IncidentJson : JsonSerializerContext;
