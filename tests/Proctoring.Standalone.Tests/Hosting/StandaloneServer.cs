using Proctoring.Testing;

namespace Proctoring.Standalone.Tests.Hosting;

/// <summary>The server that <c>make run</c> starts, on free ports.</summary>
public sealed class StandaloneServer : IAsyncLifetime
{
    public const string Project = "Proctoring.Standalone";

    public ServerProcess Process { get; private set; } = null!;

    public Uri Address => Process.BaseAddress;

    public async Task InitializeAsync() => Process = await ServerProcess.StartAsync(Project);

    public async Task DisposeAsync() => await Process.DisposeAsync();
}
