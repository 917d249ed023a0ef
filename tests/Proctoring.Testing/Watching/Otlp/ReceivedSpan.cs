using Google.Protobuf.Collections;

namespace Proctoring.Testing.Watching.Otlp;

/// <summary>A span as a collector got it.</summary>
/// <param name="Service">Of whom it is.</param>
/// <param name="Parent">Its parent's id; empty for a root.</param>
/// <param name="Kind">By the protocol's numbers: 1 internal, 2 server, 3 client.</param>
/// <param name="StartedAt">Nanoseconds since 1970.</param>
public sealed record ReceivedSpan(
    string Service, string TraceId, string Id, string Parent, string Name, int Kind, ulong StartedAt, ulong EndedAt, IReadOnlyDictionary<string, string> Attributes)
{
    internal static IEnumerable<ReceivedSpan> Of(ExportTraceServiceRequest request) =>
        from resource in request.ResourceSpans
        let service = Read(resource.Resource.Attributes)["service.name"]
        from scope in resource.ScopeSpans
        from span in scope.Spans
        select new ReceivedSpan(
            service, Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), span.Name, span.Kind, span.StartTimeUnixNano, span.EndTimeUnixNano, Read(span.Attributes));

    private static string Hex(Google.Protobuf.ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static Dictionary<string, string> Read(RepeatedField<KeyValue> attributes) => attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => attribute.Value.StringValue,
        AnyValue.ValueOneofCase.IntValue => attribute.Value.IntValue.ToString(),
        AnyValue.ValueOneofCase.DoubleValue => attribute.Value.DoubleValue.ToString(),
        _ => attribute.Value.BoolValue.ToString(),
    });
}
