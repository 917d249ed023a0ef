using System.Diagnostics;
using StackExchange.Redis;

namespace Proctoring.Testing.Redis;

/// <summary>
/// A real redis-server in a process of its own, on a port and in a folder of its own. It can be paused, killed, and started again
/// on its port with its data. Disposing it ends the process and removes the folder.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private const int Attempts = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-redis-");
    private readonly string[] _settings;
    private readonly RedisTls? _tls;
    private readonly string[] _arguments;
    private Process? _process;
    private RedisLog _log = new("");

    private RedisServer(string[] settings, RedisTls? tls, string[] arguments) => (_settings, _tls, _arguments) = (settings, tls, arguments);

    public int Port { get; private set; }

    /// <summary><c>127.0.0.1:port</c>, as the setting <c>Redis:Endpoints</c> takes it.</summary>
    public string Endpoint => $"127.0.0.1:{Port}";

    /// <summary>Its working folder: what it persists lies here.</summary>
    public string Folder => _folder.FullName;

    public int ProcessId => _process?.Id ?? throw new InvalidOperationException("The server does not run.");

    public bool IsRunning => _process is not null;

    /// <summary>The latest lines of its log.</summary>
    public string Output => _log.ToString();

    /// <summary>Starts a server that keeps nothing on disk unless a setting says so.</summary>
    /// <param name="settings">Lines of redis.conf, such as <c>appendonly yes</c>, <c>requirepass secret</c>, <c>replicaof 127.0.0.1 7000</c>.</param>
    public static Task<RedisServer> StartAsync(params string[] settings) => StartAsync(settings, tls: null);

    /// <summary>One that is spoken to through TLS alone.</summary>
    public static Task<RedisServer> StartAsync(RedisTls tls, params string[] settings) => StartAsync(settings, tls);

    internal static Task<RedisServer> StartSentinelAsync(params string[] settings) => StartAsync(settings, null, "--sentinel");

    private static async Task<RedisServer> StartAsync(string[] settings, RedisTls? tls, params string[] arguments)
    {
        var server = new RedisServer(settings, tls, arguments);
        for (var attempt = 1; ; attempt++)
        {
            server.Port = FreePort.Find();
            try
            {
                await server.RestartAsync();
                return server;
            }
            catch (InvalidOperationException) when (attempt < Attempts)
            {
                // Somebody else was quicker to take the port.
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
    }

    /// <summary>Starts a server that was killed again, on the same port, with what its folder holds.</summary>
    public async Task RestartAsync()
    {
        var configuration = Path.Combine(Folder, "redis.conf");
        if (!File.Exists(configuration) || _arguments.Length == 0) await File.WriteAllLinesAsync(configuration, Configuration()); // a sentinel keeps its own notes there
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[configuration, .. _arguments]) start.ArgumentList.Add(argument);
        _log = new RedisLog(_arguments.Length > 0 ? "Sentinel ID is" : "Ready to accept connections");
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _log.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _log.Add(line.Data);
        _process.Start();
        Orphans.Add(_process);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await WaitUntilReadyAsync(_process);
    }

    private string[] Configuration() =>
    [
        "bind 127.0.0.1",
        $"dir {Folder}",
        _tls is null ? $"port {Port}" : $"port 0\ntls-port {Port}\n{_tls.Settings}",
        "protected-mode no", .. _arguments.Length > 0 ? Array.Empty<string>() : ["save \"\"", "appendfsync everysec"],
        .. _settings,
    ];

    private async Task WaitUntilReadyAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var exit = process.WaitForExitAsync(deadline.Token);
        if (await Task.WhenAny(_log.Ready, exit) == exit)
            throw new InvalidOperationException($"redis-server on port {Port} did not start. It said:\n{Output}");
        await deadline.CancelAsync();
    }

    /// <summary>SIGSTOP: connections stay, nothing is answered.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT.</summary>
    public Task ContinueAsync() => SignalAsync("CONT");

    /// <summary>SIGKILL: what was not on disk is gone.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        Orphans.Remove(process);
        process.Dispose();
    }

    /// <summary>Forgets what was persisted. Only while it does not run.</summary>
    public void DeleteData()
    {
        foreach (var file in _folder.EnumerateFiles("*.rdb")) file.Delete();
        foreach (var folder in _folder.EnumerateDirectories("appendonlydir")) folder.Delete(recursive: true);
    }

    /// <summary>A connection that may ask anything.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync(string? user = null, string? password = null)
    {
        var options = ConfigurationOptions.Parse(Endpoint);
        (options.AllowAdmin, options.User, options.Password) = (true, user, password);
        if (_arguments.Length > 0) options.CommandMap = CommandMap.Sentinel;
        _tls?.Apply(options);
        return ConnectionMultiplexer.ConnectAsync(options);
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{ProcessId}"]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }
}
