using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Proctoring.Testing.Redis;

namespace Proctoring.Testing.Watching;

/// <summary>A real Prometheus in a process of its own, which looks every second.</summary>
public sealed class PrometheusServer : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("proctoring-prometheus-");
    private readonly int _port = FreePort.Find();
    private readonly StringBuilder _log = new();
    private readonly HttpClient _http;
    private Process? _process;

    private PrometheusServer() => _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}") };

    /// <param name="ruleFiles">Evaluated every second, whatever they say.</param>
    public static async Task<PrometheusServer> StartAsync(IReadOnlyList<ScrapeJob> jobs, IEnumerable<string> ruleFiles)
    {
        var server = new PrometheusServer();
        try
        {
            await server.LaunchAsync(jobs, ruleFiles);
            await Eventually.TrueAsync(server.IsReadyAsync, "Prometheus is ready");
            return server;
        }
        catch (Exception e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"Prometheus did not start. It said:\n{server._log}", e);
        }
    }

    private async Task LaunchAsync(IReadOnlyList<ScrapeJob> jobs, IEnumerable<string> ruleFiles)
    {
        foreach (var file in ruleFiles)
        {
            var quicker = (await File.ReadAllTextAsync(file)).Replace("interval: 15s", "interval: 1s", StringComparison.Ordinal);
            await File.WriteAllTextAsync(Path.Combine(_folder.FullName, $"rules-{Path.GetFileName(file)}"), quicker);
        }
        var configuration = Path.Combine(_folder.FullName, "prometheus.yaml");
        await File.WriteAllTextAsync(configuration, $"""
            global: {"{"}scrape_interval: 1s, evaluation_interval: 1s{"}"}
            rule_files: ['{_folder.FullName}/rules-*.yaml']
            scrape_configs:
            {string.Join('\n', jobs.Select(job => job.Configuration()))}
            """);
        _process = Process.Start(new ProcessStartInfo("prometheus",
            [$"--config.file={configuration}", $"--storage.tsdb.path={_folder.FullName}/data", $"--web.listen-address=127.0.0.1:{_port}"])
        { RedirectStandardError = true })!;
        Orphans.Add(_process);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>The samples that an expression has now, with their labels; those that are no number are left out.</summary>
    /// <exception cref="InvalidOperationException">Prometheus does not take the expression.</exception>
    public async Task<IReadOnlyList<Sample>> QueryAsync(string expression)
    {
        using var answer = await _http.PostAsync(new Uri("/api/v1/query", UriKind.Relative), new FormUrlEncodedContent([new("query", expression)]));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{expression}: {json.RootElement.GetProperty("error").GetString()}");
        return [.. json.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Select(Sample.Read).Where(sample => !double.IsNaN(sample.Value))];
    }

    private async Task<bool> IsReadyAsync()
    {
        if (_process is { HasExited: true }) throw new InvalidOperationException("It has ended.");
        try
        {
            using var answer = await _http.GetAsync(new Uri("/-/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Note(string? line)
    {
        lock (_log) _log.AppendLine(line);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            Orphans.Remove(process);
            process.Dispose();
        }
        _http.Dispose();
        _folder.Delete(recursive: true);
    }
}
