using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Proctoring.Contracts.OpenInference;
using Choice = Proctoring.Contracts.OpenInference.InferParameter.ParameterChoiceOneofCase;

namespace Proctoring.Inference.Protocol.Http;

/// <summary>Writes a response as JSON, with the outputs that are wanted raw behind it.</summary>
internal static class HttpResponseWriter
{
    public static async Task WriteAsync(HttpContext context, ModelInferResponse response, IReadOnlySet<string> binary)
    {
        var header = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(header)) Write(json, response, binary);

        var raw = response.Outputs.Index().Where(output => binary.Contains(output.Item.Name)).Select(output => response.RawOutputContents[output.Index]).ToList();
        context.Response.ContentType = raw.Count == 0 ? "application/json" : "application/octet-stream";
        if (raw.Count > 0) context.Response.Headers[HttpInference.HeaderLength] = header.WrittenCount.ToString(CultureInfo.InvariantCulture);
        context.Response.ContentLength = header.WrittenCount + raw.Sum(bytes => (long)bytes.Length);
        await context.Response.BodyWriter.WriteAsync(header.WrittenMemory, context.RequestAborted);
        foreach (var bytes in raw) await context.Response.BodyWriter.WriteAsync(bytes.Memory, context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter json, ModelInferResponse response, IReadOnlySet<string> binary)
    {
        json.WriteStartObject();
        json.WriteString("model_name"u8, response.ModelName);
        json.WriteString("model_version"u8, response.ModelVersion);
        if (response.Id.Length > 0) json.WriteString("id"u8, response.Id);
        json.WriteStartObject("parameters"u8);
        foreach (var (name, parameter) in response.Parameters) Write(json, name, parameter);
        json.WriteEndObject();
        json.WriteStartArray("outputs"u8);
        foreach (var (i, output) in response.Outputs.Index()) Write(json, output, response.RawOutputContents[i].Span, binary.Contains(output.Name));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ModelInferResponse.Types.InferOutputTensor output, ReadOnlySpan<byte> raw, bool isBinary)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, output.Name);
        json.WriteString("datatype"u8, output.Datatype);
        json.WriteStartArray("shape"u8);
        foreach (var dimension in output.Shape) json.WriteNumberValue(dimension);
        json.WriteEndArray();
        if (isBinary)
        {
            json.WriteStartObject("parameters"u8);
            json.WriteNumber("binary_data_size"u8, raw.Length);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray("data"u8);
            foreach (var number in MemoryMarshal.Cast<byte, float>(raw)) json.WriteNumberValue(number);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, InferParameter parameter)
    {
        switch (parameter.ParameterChoiceCase)
        {
            case Choice.Int64Param:
                json.WriteNumber(name, parameter.Int64Param);
                break;
            case Choice.DoubleParam:
                json.WriteNumber(name, parameter.DoubleParam);
                break;
            default:
                json.WriteString(name, parameter.StringParam);
                break;
        }
    }
}
