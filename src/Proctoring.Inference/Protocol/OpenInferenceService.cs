using Grpc.Core;
using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Serving;
using Proctoring.Inference.Telemetry;

namespace Proctoring.Inference.Protocol;

/// <summary>The Open Inference Protocol over gRPC.</summary>
internal sealed class OpenInferenceService(Service service, Inferring inferring, InferStreams streams, TimeProvider time) : GRPCInferenceService.GRPCInferenceServiceBase
{
    public override Task<ServerLiveResponse> ServerLive(ServerLiveRequest request, ServerCallContext context) =>
        Task.FromResult(new ServerLiveResponse { Live = true });

    public override Task<ServerReadyResponse> ServerReady(ServerReadyRequest request, ServerCallContext context) =>
        Task.FromResult(new ServerReadyResponse { Ready = service.Model is not null });

    public override Task<ModelReadyResponse> ModelReady(ModelReadyRequest request, ServerCallContext context)
    {
        var isReady = request.Name == DetectorContract.Model && service.Model is { } model && (request.Version.Length == 0 || request.Version == model.Version);
        return Task.FromResult(new ModelReadyResponse { Ready = isReady });
    }

    public override Task<ServerMetadataResponse> ServerMetadata(ServerMetadataRequest request, ServerCallContext context) => Task.FromResult(
        new ServerMetadataResponse { Name = ModelDescription.ServerName, Version = ModelDescription.ServerVersion, Extensions = { ModelDescription.Extensions } });

    public override Task<ModelMetadataResponse> ModelMetadata(ModelMetadataRequest request, ServerCallContext context)
    {
        if (request.Name == DetectorContract.Model && service.Model is { } model) return Task.FromResult(ModelDescription.Of(model));
        context.Status = request.Name == DetectorContract.Model
            ? new Status(StatusCode.Unavailable, $"Not ready: {service.Status}.")
            : new Status(StatusCode.NotFound, $"There is no model '{request.Name}'; there is {DetectorContract.Model}.");
        return Task.FromResult(new ModelMetadataResponse());
    }

    public override async Task<ModelInferResponse> ModelInfer(ModelInferRequest request, ServerCallContext context)
    {
        TimeSpan? left = context.Deadline == DateTime.MaxValue ? null : context.Deadline - time.GetUtcNow().UtcDateTime;
        var trace = CallTrace.Continue(context.GetHttpContext().Request.Headers, time);
        var answer = await inferring.AnswerAsync(request, left, context.CancellationToken, trace);
        trace?.End(answer.Code);
        // The response is written after this method has returned.
        if (answer.Pictures is { } pictures) context.GetHttpContext().Response.RegisterForDispose(pictures);
        if (answer.Response is { } response) return response;
        // A status without an exception: replaced frames are everyday under load.
        context.Status = new Status(answer.Code, answer.Sentence);
        if (answer.RetryAfter > TimeSpan.Zero) context.ResponseTrailers.Add(DetectorContract.RetryAfter, ((long)answer.RetryAfter.TotalMilliseconds).ToString());
        return new ModelInferResponse();
    }

    public override Task ModelStreamInfer(IAsyncStreamReader<ModelInferRequest> requests, IServerStreamWriter<ModelStreamInferResponse> responses, ServerCallContext context) =>
        streams.ServeAsync(requests, responses, context.CancellationToken);
}
