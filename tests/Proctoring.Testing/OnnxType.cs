namespace Proctoring.Testing;

/// <summary>Element types by their numbers in onnx.proto.</summary>
public enum OnnxType
{
    Float = 1,
    UInt8 = 2,
    Half = 10,
}
