using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Proctoring.Contracts.OpenInference;
using static Proctoring.Contracts.OpenInference.DetectorContract;
using Input = Proctoring.Contracts.OpenInference.ModelInferRequest.Types.InferInputTensor;

namespace Proctoring.Benchmarks.Load;

/// <summary>A stream to an inference pod: detections and picture come back.</summary>
internal sealed class StreamCaller : IFrameCaller
{
    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<ModelInferRequest, ModelStreamInferResponse> _stream;

    public StreamCaller(Uri pod)
    {
        _channel = GrpcChannel.ForAddress(pod);
        _stream = new GRPCInferenceService.GRPCInferenceServiceClient(_channel).ModelStreamInfer();
    }

    public async Task AskAsync(byte[] jpeg)
    {
        await _stream.RequestStream.WriteAsync(new ModelInferRequest
        {
            ModelName = Model,
            Inputs = { new Input { Name = Image, Datatype = DataTypes.Bytes, Shape = { 1 }, Contents = new InferTensorContents { BytesContents = { UnsafeByteOperations.UnsafeWrap(jpeg) } } } },
            Parameters = { [Asks.Gray] = new InferParameter { BoolParam = true } },
        });
        if (!await _stream.ResponseStream.MoveNext(CancellationToken.None)) throw new InvalidOperationException("The pod ended the stream.");
        if (_stream.ResponseStream.Current.ErrorMessage is { Length: > 0 } error) throw new InvalidOperationException(error);
    }

    public async ValueTask DisposeAsync()
    {
        await _stream.RequestStream.CompleteAsync();
        _stream.Dispose();
        _channel.Dispose();
    }
}
