using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Proctoring.Testing.Stores;

/// <summary>
/// A server from an npm package, in a process of its own on a free port of this machine. It can be paused, killed, and started
/// again on its port. <c>make test</c> installs the packages below artifacts/tools/stores.
/// </summary>
public abstract partial class NodeServer : IAsyncDisposable
{
    protected static readonly string Packages = Path.Combine(Repository.Root, "artifacts", "tools", "stores", "node_modules");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Process? _process;

    /// <summary>Why tests that need these servers cannot run; null where they can.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Packages, "azurite")) && Directory.Exists(Path.Combine(Packages, "@20minutes", "s3rver"))
        ? null
        : "Needs azurite and s3rver below artifacts/tools/stores; 'make test' installs them from npm.";

    /// <summary>Where it keeps what it is given; gone with it.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("store-").FullName;

    public Uri Address { get; private set; } = null!;

    protected virtual IEnumerable<KeyValuePair<string, string>> Environment => [];

    /// <summary>What follows "node".</summary>
    protected abstract string[] Command(int port);

    /// <summary>Starts it, or starts it again on its port.</summary>
    public virtual async Task RunAsync()
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var argument in Command(Address?.Port ?? 0)) start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new ServerOutput();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException($"{GetType().Name} exited. It said:\n{output}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Address = await listening.Task.WaitAsync(Patience);

        void Hear(string? line)
        {
            output.Add(line);
            if (line is not null && Announcement().Match(line) is { Success: true } match) listening.TrySetResult(new Uri($"http://127.0.0.1:{match.Groups["port"].Value}"));
        }
    }

    /// <summary>SIGSTOP: connections stay and nothing answers.</summary>
    public Task PauseAsync() => SignalAsync("STOP");

    public Task ResumeAsync() => SignalAsync("CONT");

    /// <summary>SIGKILL: connections break, and new ones are refused.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process!.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [GeneratedRegex(@"listen(s|ing) on (http://)?127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex Announcement();
}
