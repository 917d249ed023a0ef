using Google.Protobuf;
using Kind = Proctoring.Models.Conversion.Onnx.AttributeProto.Types.AttributeType;

namespace Proctoring.Models.Conversion.Onnx;

internal static class OnnxAttribute
{
    public static AttributeProto Integer(string name, long value) => new() { Name = name, Type = Kind.Int, I = value };

    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = Kind.Float, F = value };

    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = Kind.String, S = ByteString.CopyFromUtf8(value) };

    public static AttributeProto Integers(string name, params ReadOnlySpan<int> values)
    {
        var attribute = new AttributeProto { Name = name, Type = Kind.Ints };
        foreach (var value in values) attribute.Ints.Add(value);
        return attribute;
    }
}
