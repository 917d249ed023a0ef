using Proctoring.Testing;

namespace Proctoring.Benchmarks.Load;

/// <summary>A candidate's socket: picture and verdict come back.</summary>
internal sealed class CandidateCaller(CandidateClient client) : IFrameCaller
{
    public Task AskAsync(byte[] jpeg) => client.AskAsync(jpeg);

    public ValueTask DisposeAsync() => client.DisposeAsync();
}
