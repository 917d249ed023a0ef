namespace Proctoring.Testing;

/// <summary>What a test has started, to be ended in the opposite order.</summary>
public sealed class Kept : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _running = new();

    public T Keep<T>(T running)
        where T : IAsyncDisposable
    {
        _running.Push(running);
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var running)) await running.DisposeAsync();
    }
}
