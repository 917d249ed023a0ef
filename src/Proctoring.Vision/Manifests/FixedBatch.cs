using Google.Protobuf;
using Proctoring.Vision.Manifests.Onnx;

namespace Proctoring.Vision.Manifests;

/// <summary>
/// The batch that a model's graph is fixed to. Read from the file itself, because an engine's shapes have to be known before
/// ONNX Runtime has loaded anything.
/// </summary>
internal static class FixedBatch
{
    /// <returns>k where the input's first dimension is k; null where it is free, or where ONNX Runtime will have something to say about the file.</returns>
    public static int? Of(Stream model, string input)
    {
        try
        {
            var graph = ModelProto.Parser.WithDiscardUnknownFields(true).ParseFrom(model).Graph;
            var shape = graph?.Input.FirstOrDefault(value => value.Name == input)?.Type?.TensorType?.Shape;
            return shape?.Dim.FirstOrDefault() is { DimValue: > 0 and <= int.MaxValue } batch ? (int)batch.DimValue : null;
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
