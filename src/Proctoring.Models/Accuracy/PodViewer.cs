using System.Runtime.InteropServices;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Vision;
using static Proctoring.Contracts.OpenInference.DetectorContract;
using Input = Proctoring.Contracts.OpenInference.ModelInferRequest.Types.InferInputTensor;
using Output = Proctoring.Contracts.OpenInference.ModelInferRequest.Types.InferRequestedOutputTensor;

namespace Proctoring.Models.Accuracy;

/// <summary>An inference pod, by the Open Inference Protocol.</summary>
internal sealed class PodViewer : IViewer
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // on a processor pictures queue up

    private readonly GrpcChannel _channel;
    private readonly GRPCInferenceService.GRPCInferenceServiceClient _client;
    private readonly string[] _labels;

    private PodViewer(GrpcChannel channel, GRPCInferenceService.GRPCInferenceServiceClient client, ModelMetadataResponse model)
    {
        (_channel, _client) = (channel, client);
        _labels = model.Properties[Tells.Labels].Split('\n');
        (Model, Provider) = (model.Properties[Tells.Network], model.Properties[Tells.Provider]);
    }

    public string Model { get; }

    public string Provider { get; }

    public int Concurrency => 8;

    /// <exception cref="AccuracyException">The pod does not answer, is not ready, or does not say what its classes are called.</exception>
    public static async Task<PodViewer> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        var channel = GrpcChannel.ForAddress(address);
        try
        {
            var client = new GRPCInferenceService.GRPCInferenceServiceClient(channel);
            var model = await client.ModelMetadataAsync(new ModelMetadataRequest { Name = DetectorContract.Model }, cancellationToken: cancellationToken);
            if (model.Properties.ContainsKey(Tells.Labels)) return new PodViewer(channel, client, model);
            throw new AccuracyException($"The server at {address} does not name its classes.");
        }
        catch (RpcException e)
        {
            throw new AccuracyException($"The pod at {address} does not answer as a detector: {e.Status.Detail}");
        }
    }

    public async ValueTask<Sight> LookAsync(string path, byte[] jpeg, AnalysisRequest request, CancellationToken cancellationToken)
    {
        if (!JpegHeader.TryRead(jpeg, out var header)) throw new AccuracyException($"{path} is no JPEG.");
        try
        {
            var response = await _client.ModelInferAsync(Ask(jpeg, request), deadline: DateTime.MaxValue, cancellationToken: cancellationToken);
            return new Sight(header.Width, header.Height, Detections(response));
        }
        catch (RpcException e) when (e.StatusCode != StatusCode.Cancelled)
        {
            throw new AccuracyException($"The pod refuses {path}: {e.Status.Detail}");
        }
    }

    private static ModelInferRequest Ask(byte[] jpeg, AnalysisRequest request)
    {
        var ask = new ModelInferRequest
        {
            ModelName = DetectorContract.Model,
            Inputs = { new Input { Name = Image, Datatype = DataTypes.Bytes, Shape = { 1 }, Contents = new InferTensorContents { BytesContents = { UnsafeByteOperations.UnsafeWrap(jpeg) } } } },
            Outputs = { new Output { Name = DetectorContract.Detections } },
            Parameters =
            {
                [Asks.Gray] = new InferParameter { BoolParam = request.Gray },
                [Asks.Timeout] = new InferParameter { Int64Param = (long)Patience.TotalMicroseconds },
            },
        };
        if (request.ScoreFloor is { } floor) ask.Parameters[Asks.ScoreFloor] = new InferParameter { DoubleParam = floor };
        return ask;
    }

    private Detection[] Detections(ModelInferResponse response)
    {
        List<Detection> detections = [];
        var rows = MemoryMarshal.Cast<byte, float>(response.RawOutputContents[0].Span);
        for (; rows.Length >= RowLength && rows[5] >= 0; rows = rows[RowLength..])
            detections.Add(new Detection(_labels[(int)rows[5]], rows[4], new Box(rows[0], rows[1], rows[2], rows[3])));
        return [.. detections];
    }

    public void Dispose() => _channel.Dispose();
}
