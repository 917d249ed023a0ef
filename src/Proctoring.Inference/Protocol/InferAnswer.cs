using Grpc.Core;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Inference.Protocol;

/// <summary>What a request for inference is answered with: a response, or a status with a sentence for people. Dispose it when it has been written.</summary>
/// <param name="Pictures">What the response's pictures lie in; null where it has none.</param>
/// <param name="RetryAfter">With RESOURCE_EXHAUSTED: when there may be room again.</param>
internal readonly record struct InferAnswer(StatusCode Code, string Sentence, ModelInferResponse? Response, PooledBytes? Pictures, TimeSpan RetryAfter) : IDisposable
{
    public static InferAnswer Of(ModelInferResponse response, PooledBytes? pictures) => new(StatusCode.OK, "", response, pictures, default);

    public static InferAnswer No(StatusCode code, string sentence, TimeSpan retryAfter = default) => new(code, sentence, null, null, retryAfter);

    public void Dispose() => Pictures?.Dispose();
}
