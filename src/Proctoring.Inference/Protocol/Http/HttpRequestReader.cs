using System.Globalization;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Proctoring.Contracts.OpenInference;
using static Proctoring.Contracts.OpenInference.DetectorContract;
using Input = Proctoring.Contracts.OpenInference.ModelInferRequest.Types.InferInputTensor;
using Output = Proctoring.Contracts.OpenInference.ModelInferRequest.Types.InferRequestedOutputTensor;

namespace Proctoring.Inference.Protocol.Http;

/// <summary>Reads the JSON and the raw tensors behind it. What follows is checked where gRPC's requests are.</summary>
internal static class HttpRequestReader
{
    private const string BinarySize = "binary_data_size";
    private const string BinaryOutput = "binary_data_output";
    private const string Binary = "binary_data";

    public static bool TryRead(string? headerLength, ReadOnlyMemory<byte> body, out HttpInferRequest? read, out string complaint)
    {
        read = null;
        complaint = "";
        if (headerLength == "0")
        {
            read = Whole(body);
            return true;
        }
        var length = body.Length;
        if (headerLength is not null && (!int.TryParse(headerLength, NumberStyles.None, CultureInfo.InvariantCulture, out length) || length > body.Length))
        {
            complaint = $"{HttpInference.HeaderLength} is '{headerLength}'; the body has {body.Length:N0} bytes.";
            return false;
        }
        try
        {
            using var json = JsonDocument.Parse(body[..length]);
            read = Read(json.RootElement, body[length..]);
            return true;
        }
        catch (JsonException e)
        {
            complaint = $"The request is not what the protocol means: {e.Message}";
            return false;
        }
    }

    // Triton's raw binary request: the whole body is the one element of the one input.
    private static HttpInferRequest Whole(ReadOnlyMemory<byte> body)
    {
        var input = new Input { Name = Image, Datatype = DataTypes.Bytes, Shape = { 1 }, Contents = new InferTensorContents { BytesContents = { UnsafeByteOperations.UnsafeWrap(body) } } };
        return new HttpInferRequest(new ModelInferRequest { Inputs = { input }, Outputs = { new Output { Name = Detections } } }, new HashSet<string>());
    }

    private static HttpInferRequest Read(JsonElement json, ReadOnlyMemory<byte> raw)
    {
        Require(json.ValueKind == JsonValueKind.Object, "it is no object");
        var request = new ModelInferRequest { Id = Text(json, "id") ?? "" };
        var everythingBinary = ReadParameters(json, request.Parameters, BinaryOutput, out var flag) && flag.ValueKind == JsonValueKind.True;
        foreach (var input in List(json, "inputs")) ReadInput(input, request, ref raw);
        Require(raw.IsEmpty, $"{raw.Length:N0} bytes behind it belong to no input");

        HashSet<string> binary = [];
        foreach (var output in List(json, "outputs"))
        {
            var name = Text(output, "name") ?? "";
            request.Outputs.Add(new Output { Name = name });
            var isBinary = ReadParameters(output, [], Binary, out flag) ? flag.ValueKind == JsonValueKind.True : everythingBinary;
            Require(isBinary || name != Annotated, $"a picture does not fit into JSON; ask for {Annotated} with {Binary}");
            if (isBinary) binary.Add(name);
        }
        if (request.Outputs.Count > 0) return new HttpInferRequest(request, binary);
        request.Outputs.Add(new Output { Name = Detections });
        if (everythingBinary) request.Outputs.Add(new Output { Name = Annotated });
        return new HttpInferRequest(request, everythingBinary ? new HashSet<string> { Detections, Annotated } : binary);
    }

    private static void ReadInput(JsonElement json, ModelInferRequest request, ref ReadOnlyMemory<byte> raw)
    {
        var input = new Input { Name = Text(json, "name") ?? "", Datatype = Text(json, "datatype") ?? "" };
        foreach (var dimension in List(json, "shape"))
        {
            Require(IsWhole(dimension, out var size), "a dimension is no whole number");
            input.Shape.Add(size);
        }
        Require(!json.TryGetProperty("data", out _), $"a JPEG does not fit into a JSON string; send it behind the JSON and say {BinarySize}");
        Require(ReadParameters(json, [], BinarySize, out var declared), $"input '{input.Name}' has no {BinarySize}");
        Require(IsWhole(declared, out var length) && length >= 0 && length <= raw.Length, $"{BinarySize} of '{input.Name}' is {declared}; {raw.Length:N0} bytes are left");
        request.Inputs.Add(input);
        request.RawInputContents.Add(UnsafeByteOperations.UnsafeWrap(raw[..(int)length]));
        raw = raw[(int)length..];
    }

    // Keeps all parameters but the one that is asked for, which is the transport's own. False when it is not there.
    private static bool ReadParameters(JsonElement json, MapField<string, InferParameter> kept, string wanted, out JsonElement value)
    {
        value = default;
        if (!json.TryGetProperty("parameters", out var parameters)) return false;
        Require(parameters.ValueKind == JsonValueKind.Object, "parameters is no object");
        foreach (var parameter in parameters.EnumerateObject())
        {
            if (parameter.Name == wanted) value = parameter.Value;
            else if (Parameter(parameter.Value) is { } known) kept[parameter.Name] = known;
        }
        return value.ValueKind != JsonValueKind.Undefined;
    }

    private static InferParameter? Parameter(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => new InferParameter { BoolParam = value.GetBoolean() },
        JsonValueKind.String => new InferParameter { StringParam = value.GetString() },
        JsonValueKind.Number when value.TryGetInt64(out var whole) => new InferParameter { Int64Param = whole },
        JsonValueKind.Number => new InferParameter { DoubleParam = value.GetDouble() },
        _ => null,
    };

    private static JsonElement.ArrayEnumerator List(JsonElement json, string name)
    {
        Require(json.ValueKind == JsonValueKind.Object, $"what should hold {name} is no object");
        if (!json.TryGetProperty(name, out var list)) return default;
        Require(list.ValueKind == JsonValueKind.Array, $"{name} is no list");
        return list.EnumerateArray();
    }

    private static string? Text(JsonElement json, string name)
    {
        Require(json.ValueKind == JsonValueKind.Object, $"what should hold {name} is no object");
        if (!json.TryGetProperty(name, out var text)) return null;
        Require(text.ValueKind == JsonValueKind.String, $"{name} is no string");
        return text.GetString();
    }

    private static bool IsWhole(JsonElement json, out long number)
    {
        number = 0;
        return json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out number);
    }

    private static void Require(bool holds, string complaint)
    {
        if (!holds) throw new JsonException(complaint + ".");
    }
}
