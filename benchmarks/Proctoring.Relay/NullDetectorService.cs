using Grpc.Core;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Relay;

/// <summary>The far side of both contenders: takes a frame, sees nothing, and says so as an inference pod does.</summary>
internal sealed class NullDetectorService : GRPCInferenceService.GRPCInferenceServiceBase
{
    private static readonly ModelReadyResponse Ready = new() { Ready = true };
    private static readonly ModelInferResponse Answer = new()
    {
        ModelName = DetectorContract.Model,
        Parameters =
        {
            [DetectorContract.Tells.Provider] = new InferParameter { StringParam = "Null" },
            [DetectorContract.Tells.Network] = new InferParameter { StringParam = "null" },
            [DetectorContract.Tells.Labels] = new InferParameter { StringParam = "" },
            [DetectorContract.Tells.Wait] = new InferParameter { Int64Param = 100 },
            [DetectorContract.Tells.Decode] = new InferParameter { Int64Param = 1000 },
            [DetectorContract.Tells.Infer] = new InferParameter { Int64Param = 2000 },
            [DetectorContract.Tells.Post] = new InferParameter { Int64Param = 100 },
            [DetectorContract.Tells.Annotate] = new InferParameter { Int64Param = 0 },
            [DetectorContract.Tells.Batch] = new InferParameter { Int64Param = 1 },
        },
        Outputs =
        {
            new ModelInferResponse.Types.InferOutputTensor { Name = DetectorContract.Detections, Datatype = DetectorContract.DataTypes.Float, Shape = { 1, 0, DetectorContract.RowLength } },
        },
        RawOutputContents = { Google.Protobuf.ByteString.Empty },
    };

    public override Task<ModelReadyResponse> ModelReady(ModelReadyRequest request, ServerCallContext context) => Task.FromResult(Ready);

    public override Task<ModelInferResponse> ModelInfer(ModelInferRequest request, ServerCallContext context) => Task.FromResult(Answer);
}
