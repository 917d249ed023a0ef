using Grpc.Core;

namespace Proctoring.Relay;

/// <summary>The far side of both contenders: takes a frame, sees nothing, answers at once.</summary>
internal sealed class NullDetectorService : NullDetector.NullDetectorBase
{
    private static readonly Nothing Answer = new();

    public override Task<Nothing> Detect(Picture request, ServerCallContext context) => Task.FromResult(Answer);
}
