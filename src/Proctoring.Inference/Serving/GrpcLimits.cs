using Grpc.AspNetCore.Server;
using Microsoft.Extensions.Options;
using Proctoring.Inference.Batching;
using Proctoring.Vision;

namespace Proctoring.Inference.Serving;

/// <summary>A message may be as large as a request with all the pictures it may have.</summary>
internal sealed class GrpcLimits(IOptions<BatchingOptions> batching, DetectorOptions detector) : IConfigureOptions<GrpcServiceOptions>
{
    public void Configure(GrpcServiceOptions options)
    {
        options.MaxReceiveMessageSize = Ports.MaxRequestBytes(batching.Value, detector);
        options.MaxSendMessageSize = null; // pictures that this pod drew itself
    }
}
