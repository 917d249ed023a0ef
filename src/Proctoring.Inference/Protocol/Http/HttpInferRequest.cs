using Proctoring.Contracts.OpenInference;

namespace Proctoring.Inference.Protocol.Http;

/// <summary>A request that came over HTTP, in gRPC's form.</summary>
/// <param name="IsBinary">Outputs that are wanted as raw bytes behind the JSON.</param>
internal sealed record HttpInferRequest(ModelInferRequest Request, IReadOnlySet<string> IsBinary);
