using System.Diagnostics;
using Proctoring.Load.Recording;

namespace Proctoring.Load.Running;

/// <summary>A line a second about the second that has just passed; in a terminal, the same line again and again.</summary>
internal sealed class LiveView(Recorder recorder, LoadPlan plan, TextWriter terminal)
{
    private readonly bool _isTerminal = !Console.IsOutputRedirected;
    private readonly Process _self = Process.GetCurrentProcess();

    public async Task RunAsync(CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var cpu = _self.TotalProcessorTime;
        while (await LoadRun.NextAsync(timer, end))
        {
            recorder.NoteConnected();
            _self.Refresh();
            var spent = _self.TotalProcessorTime - cpu;
            cpu = _self.TotalProcessorTime;
            if (recorder.Seconds is not [.., var second, _]) continue;
            await ShowAsync(Describe(second, spent / TimeSpan.FromSeconds(1) / Environment.ProcessorCount));
        }
        if (_isTerminal) await terminal.WriteLineAsync();
    }

    private string Describe(Second second, double cpu) =>
        $"{recorder.Elapsed:mm\\:ss} of {plan.Duration:mm\\:ss}  {recorder.Connected,5}/{plan.Candidates} connected  {second.Sent,6} frames/s  {second.Verdicts,6} verdicts/s"
        + $"  p50 {Milliseconds(second.Latency.Percentile(0.5))}  p99 {Milliseconds(second.Latency.Percentile(0.99))}  {second.Superseded,4} superseded  {second.Errors,4} errors  own CPU {cpu,4:P0}";

    private static string Milliseconds(double value) => double.IsNaN(value) ? "    – ms" : $"{value,5:0} ms";

    private async Task ShowAsync(string line)
    {
        if (!_isTerminal)
        {
            await terminal.WriteLineAsync(line);
            return;
        }
        await terminal.WriteAsync("\r" + line + "\x1b[K");
        await terminal.FlushAsync(CancellationToken.None);
    }
}
