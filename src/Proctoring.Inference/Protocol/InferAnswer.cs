using Grpc.Core;
using Proctoring.Contracts.OpenInference;

namespace Proctoring.Inference.Protocol;

/// <summary>What a request for inference is answered with: a response, or a status with a sentence for people.</summary>
/// <param name="RetryAfter">With RESOURCE_EXHAUSTED: when there may be room again.</param>
internal readonly record struct InferAnswer(StatusCode Code, string Sentence, ModelInferResponse? Response, TimeSpan RetryAfter)
{
    public static InferAnswer Of(ModelInferResponse response) => new(StatusCode.OK, "", response, default);

    public static InferAnswer No(StatusCode code, string sentence, TimeSpan retryAfter = default) => new(code, sentence, null, retryAfter);
}
