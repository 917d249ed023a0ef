using System.Net.WebSockets;
using Google.Protobuf;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Relay;

/// <summary>
/// The peer: the least code that takes frames off a WebSocket, makes the call that the gateway makes, with generated messages, one
/// request object a socket and no copy of the frame, and answers with a verdict's worth of text.
/// </summary>
internal static class BareRelay
{
    private static readonly byte[] Verdict = """{"cheating_detected":false,"object_count":{},"message":"Nothing detected yet"}"""u8.ToArray();

    public static async Task ServeAsync(HttpContext context, GRPCInferenceService.GRPCInferenceServiceClient client)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[64 * 1024];
        var request = Request(Guid.NewGuid().ToString("N"));
        while (true)
        {
            var length = RawBytes.PrefixLength;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), context.RequestAborted);
                if (part.MessageType == WebSocketMessageType.Close) return;
                length += part.Count;
            }
            while (!part.EndOfMessage);
            RawBytes.WritePrefix(buffer, length - RawBytes.PrefixLength);
            request.RawInputContents[0] = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, length));
            await client.ModelInferAsync(request);
            await socket.SendAsync(Verdict.AsMemory(), WebSocketMessageType.Text, true, context.RequestAborted);
        }
    }

    private static ModelInferRequest Request(string session) => new()
    {
        ModelName = DetectorContract.Model,
        Parameters =
        {
            [DetectorContract.Asks.Sequence] = new InferParameter { StringParam = session },
            [DetectorContract.Asks.Gray] = new InferParameter { BoolParam = true },
            [DetectorContract.Asks.Priority] = new InferParameter { Int64Param = 2 },
            [DetectorContract.Asks.Timeout] = new InferParameter { Int64Param = 2_000_000 },
        },
        Inputs = { new ModelInferRequest.Types.InferInputTensor { Name = DetectorContract.Image, Datatype = DetectorContract.DataTypes.Bytes, Shape = { 1 } } },
        Outputs =
        {
            new ModelInferRequest.Types.InferRequestedOutputTensor { Name = DetectorContract.Detections },
            new ModelInferRequest.Types.InferRequestedOutputTensor { Name = DetectorContract.Annotated },
        },
        RawInputContents = { ByteString.Empty },
    };
}
