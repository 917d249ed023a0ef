using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Net;

namespace Proctoring.Testing;

/// <summary>A server of this repository in a process of its own, on free ports of this machine. Disposing it ends the process.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ServerOutput _output = new();

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
    }

    /// <summary>Its ports, in the order in which it announced them.</summary>
    public IReadOnlyList<Uri> Addresses { get; private set; } = [];

    /// <summary>Where candidates connect; the HTTP port of an inference pod.</summary>
    public Uri BaseAddress => Addresses[0];

    /// <summary>The gRPC port of an inference pod.</summary>
    public Uri Grpc => Addresses[1];

    /// <summary>Where probes and metrics are answered.</summary>
    public Uri Management => Addresses[^1];

    public int ProcessId => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>The latest lines of both output streams.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts a server and waits until it is ready.</summary>
    /// <param name="project">Name of its project below <c>src</c> or <c>benchmarks</c>, built in the configuration of the running tests.</param>
    /// <param name="settings"><c>--Section:Name=value</c>; they win over the free ports and the default model.</param>
    public static Task<ServerProcess> StartAsync(string project, params string[] settings) => StartAsync(project, ReadOnlyDictionary<string, string>.Empty, settings);

    /// <inheritdoc cref="StartAsync(string, string[])"/>
    public static async Task<ServerProcess> StartAsync(string project, IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var server = await ListenAsync(project, environment, settings);
        try
        {
            using var deadline = new CancellationTokenSource(Patience);
            await server.WaitUntilReadyAsync(deadline.Token);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{project} did not become ready. It said:\n{server.Output}", e);
        }
    }

    /// <summary>Starts a server and waits until it listens: one that may never be ready.</summary>
    public static Task<ServerProcess> ListenAsync(string project, params string[] settings) => ListenAsync(project, ReadOnlyDictionary<string, string>.Empty, settings);

    /// <inheritdoc cref="ListenAsync(string, string[])"/>
    public static async Task<ServerProcess> ListenAsync(string project, IReadOnlyDictionary<string, string> environment, params string[] settings)
    {
        var server = Launch(project, environment, settings);
        try
        {
            using var deadline = new CancellationTokenSource(Patience);
            await server.WaitUntilListeningAsync(deadline.Token);
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{project} does not listen. It said:\n{server.Output}", e);
        }
    }

    /// <summary>Starts a server without waiting for anything: one that is expected to refuse.</summary>
    public static ServerProcess Launch(string project, params string[] settings) => Launch(project, ReadOnlyDictionary<string, string>.Empty, settings);

    private static ServerProcess Launch(string project, IReadOnlyDictionary<string, string> environment, string[] settings)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        string[] arguments = [Built(project), "--Server:Port=0", "--Server:HttpPort=0", "--Server:GrpcPort=0", "--Server:ManagementPort=0", $"--Detector:Model={Repository.Model}", .. settings];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var server = new ServerProcess(new Process { StartInfo = start });
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>SIGKILL: no goodbye to anyone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an orchestrator stops a pod.</summary>
    /// <returns>The exit status.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString()]);
        await kill.WaitForExitAsync();
        return await WaitForExitAsync();
    }

    /// <returns>The exit status.</returns>
    public async Task<int> WaitForExitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server did not exit. It said:\n{Output}");
        }
        return _process.ExitCode;
    }

    /// <summary>The value of one series on <c>/metrics</c>; 0 while it is not there.</summary>
    public async Task<double> MetricAsync(string series)
    {
        using var http = new HttpClient();
        foreach (var line in (await http.GetStringAsync(new Uri(Management, "/metrics"))).Split('\n'))
        {
            if (line.StartsWith(series + " ", StringComparison.Ordinal)) return double.Parse(line[(series.Length + 1)..]);
        }
        return 0;
    }

    private static string Built(string project)
    {
        // The running tests lie in …/bin/<configuration>/<framework>/, the server does likewise.
        var framework = new DirectoryInfo(AppContext.BaseDirectory);
        string[] places = [.. from room in (string[])["src", "benchmarks"]
                              select Path.Combine(Repository.Root, room, project, "bin", framework.Parent!.Name, framework.Name, project + ".dll")];
        return places.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"{project} is not built at {places[0]}. Refer to it from the test project.");
    }

    private async Task WaitUntilListeningAsync(CancellationToken deadline)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(deadline);
        var exit = _process.WaitForExitAsync(ended.Token);
        await Task.WhenAny(_output.Listening, exit);
        await ended.CancelAsync();
        if (!_output.Listening.IsCompleted) throw new InvalidOperationException(_process.HasExited ? $"It exited with {_process.ExitCode}." : "It does not listen.");
        Addresses = await _output.Listening;
    }

    private async Task WaitUntilReadyAsync(CancellationToken deadline)
    {
        using var http = new HttpClient { BaseAddress = Management };
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (!await IsReadyAsync(http, deadline)) await tick.WaitForNextTickAsync(deadline);
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, CancellationToken deadline)
    {
        using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), deadline);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
