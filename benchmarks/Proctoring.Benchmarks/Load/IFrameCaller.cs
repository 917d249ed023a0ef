namespace Proctoring.Benchmarks.Load;

/// <summary>Sends frames one after another and waits for each answer.</summary>
internal interface IFrameCaller : IAsyncDisposable
{
    Task AskAsync(byte[] jpeg);
}
