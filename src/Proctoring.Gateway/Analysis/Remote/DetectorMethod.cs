using System.Buffers;
using Grpc.Core;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>ModelInfer, without the generated messages: a frame costs their maps, strings and arrays otherwise.</summary>
internal static class DetectorMethod
{
    public static readonly Method<InferCall, InferCall> Infer = new(MethodType.Unary, "inference.GRPCInferenceService", "ModelInfer",
        Marshallers.Create<InferCall>(static (call, context) => call.Write(context), static _ => throw new NotSupportedException("A gateway reads no requests.")),
        Marshallers.Create<InferCall>(static (_, _) => throw new NotSupportedException("A gateway writes no responses."), Read));

    private static InferCall Read(DeserializationContext context)
    {
        var call = InferCall.Current!;
        var payload = context.PayloadAsReadOnlySequence(); // as gRPC received it, not copied
        call.Read(payload.IsSingleSegment ? payload.FirstSpan : payload.ToArray());
        return call;
    }
}
