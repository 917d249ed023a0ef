using System.Diagnostics;
using Proctoring.Benchmarks.Clips;
using Proctoring.Benchmarks.Reporting;
using Proctoring.Gateway.Gating;
using Proctoring.Gateway.Verdicts;
using Proctoring.Testing;
using Proctoring.Testing.Clips;
using Proctoring.Vision;

namespace Proctoring.Benchmarks.Rows;

/// <summary>What frames that stand over save, and what they cost: on the same clips with every frame analysed and with the gate.</summary>
internal static class Gating
{
    private const int Frames = 200;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(120);
    private static readonly GatingOptions Options = new() { Enabled = true };
    private static readonly double[] OtherTolerances = [2, 4, 6, 8, 10, 12, 16, 20, 30];

    public static async Task MeasureAsync(ReportWriter report)
    {
        using (var detector = Detector.Load(new DetectorOptions { Model = Repository.Model }, TimeProvider.System))
        {
            detector.WarmUp();
            var watcher = new ClipWatcher(detector);
            var (quiet, phones) = (await watcher.WatchAsync(ClipCatalogue.Quiet()), await watcher.WatchAsync(ClipCatalogue.WithPhone()));
            Save(report, quiet);
            Delay(report, phones);
            await PaceAsync(report, detector, phones);
            foreach (var tolerance in OtherTolerances) Compare(report, quiet, phones, new GatingOptions { Enabled = true, Tolerance = tolerance });
        }
        Look(report);
        await AnswerAsync(report);
    }

    private static void Save(ReportWriter report, IReadOnlyList<WatchedClip> clips)
    {
        var gated = clips.Select(clip => (clip.Clip.Motion, Run: clip.Replay(Options))).ToList();
        var byMotion = gated.GroupBy(clip => clip.Motion).Select(group => $"{group.Key} {Saved(group.Select(clip => clip.Run)):F2}");
        report.Add(Row.AtLeastOf("model runs saved on quiet clips", Saved(gated.Select(clip => clip.Run)), "×", 2.5, $"{clips.Count} clips of {Clip.Frames} frames, 300 ms apart: {string.Join(", ", byMotion)}"));
    }

    private static double Saved(IEnumerable<ClipRun> runs) => runs.Count() * (double)Clip.Frames / runs.Sum(run => run.Analyses);

    private static void Delay(ReportWriter report, IReadOnlyList<WatchedClip> clips)
    {
        var pairs = DelaysOf(clips, Options);
        var delays = pairs.Select(pair => pair.Delay).OfType<double>().ToList();
        var late = string.Join("; ", pairs.Where(pair => pair.Delay > 0.3).Select(pair => pair.Clip.Name).Take(5));
        report.Add(Row.AtMost("mark delay with the gate, p95", Samples.Percentile(delays, 0.95), "s", 0.3, $"{pairs.Count} of {clips.Count} clips are marked without it, {delays.Count(delay => delay > 0)} of them later with it"));
        report.Add(Row.AtMost("mark delay with the gate, most", delays.Max(), "s", Options.Interval.TotalSeconds + Clip.Interval.TotalSeconds, late.Length > 0 ? late : "no clip beyond a frame"));
        report.Add(Row.AtMost("marks that are early, or missing within the clip", delays.Count(delay => delay < 0) + pairs.Count(pair => pair.Delay is null), "", 0, "against the same clip without the gate"));
    }

    // The client follows the pace it is asked for, which is slower while nothing changes.
    private static async Task PaceAsync(ReportWriter report, Detector detector, IReadOnlyList<WatchedClip> phones)
    {
        var clips = new PacedClips(detector, Options);
        var quiet = await clips.PlayAsync(ClipCatalogue.Quiet());
        var sent = quiet.Count * (double)Clip.Frames;
        report.Add(Row.AtLeastOf("model runs saved on quiet clips, with pace", sent / quiet.Sum(clip => clip.Run.Analyses), "×", 2.5, $"frames sent: {sent / quiet.Sum(clip => clip.Run.Frames):F2} × fewer"));

        var paced = await clips.PlayAsync([.. phones.Select(clip => clip.Clip)]);
        var delays = (from pair in paced.Zip(phones)
                      let whole = pair.Second.Replay(null).MarkedAt
                      where whole is not null
                      select (pair.First.Run.MarkedAt - whole)?.TotalSeconds).ToList();
        var found = delays.OfType<double>().ToList();
        report.Add(Row.AtMost("mark delay with pace, p95", Samples.Percentile(found, 0.95), "s", null, $"median {Samples.Median(found):F2} s; the phone comes into view when the pace is quiet, {Options.QuietInterval.TotalMilliseconds:F0} ms"));
        report.Add(Row.AtMost("mark delay with pace, most", found.Max(), "s", Options.Interval.TotalSeconds + Clip.Interval.TotalSeconds, ""));
        var sooner = found.Where(delay => delay < -0.001).ToList();
        report.Add(Row.AtMost("marks that are sooner than without, or missing, with pace", sooner.Count + delays.Count - found.Count, "", 0,
            $"of {delays.Count}; {sooner.Count} sooner, by {-sooner.DefaultIfEmpty().Min():F2} s at most: frames of another pace fall at other moments"));
        var hold = new VerdictOptions().Hold;
        report.Add(Row.AtMost("marks before a phone was in the picture for six seconds, with pace", paced.Count(clip => clip.Run.MarkedAt < clip.Clip.PhoneFrom + hold), "", 0, $"of {paced.Count(clip => clip.Run.MarkedAt is not null)}"));
    }

    // For whoever asks whether another tolerance would do.
    private static void Compare(ReportWriter report, IReadOnlyList<WatchedClip> quiet, IReadOnlyList<WatchedClip> phones, GatingOptions options)
    {
        var delays = DelaysOf(phones, options).Select(pair => pair.Delay).OfType<double>().ToList();
        var saved = Saved(quiet.Select(clip => clip.Replay(options)));
        report.Add(Row.AtLeastOf($"  the same with a tolerance of {options.Tolerance:F0} levels", saved, "×", null, $"mark delay p95 {Samples.Percentile(delays, 0.95):F2} s, most {delays.Max():F2} s, {delays.Count(delay => delay > 0)} of {delays.Count} later"));
    }

    // Seconds of each clip that is marked without the gate; null where it is not marked with it.
    private static List<(Clip Clip, double? Delay)> DelaysOf(IReadOnlyList<WatchedClip> clips, GatingOptions options) =>
        [.. from clip in clips let whole = clip.Replay(null).MarkedAt where whole is not null select (clip.Clip, (clip.Replay(options).MarkedAt - whole)?.TotalSeconds)];

    private static void Look(ReportWriter report)
    {
        var reader = new ThumbnailReader();
        var jpeg = new Clip(Motion.Breathing, null, 1).Jpeg(0);
        Contracts.JpegHeader.TryRead(jpeg, out var header);
        for (var i = 0; i < 100; i++) reader.Read(jpeg, header);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 1000; i++) reader.Read(jpeg, header);
        report.Add(Row.AtMost("the gate's look at a frame", Stopwatch.GetElapsedTime(started).TotalMicroseconds / 1000, "µs", null, $"640 × 480, {jpeg.Length / 1024.0:F1} KB, one thread"));
    }

    private static async Task AnswerAsync(ReportWriter report)
    {
        await using var server = await ServerProcess.StartAsync("Proctoring.Standalone", "--Gating:Enabled=true");
        await using var client = await CandidateClient.ConnectAsync(server.BaseAddress, "proctoring.v1");
        await client.SendAsync("""{"type":"start"}"""u8.ToArray(), System.Net.WebSockets.WebSocketMessageType.Text);
        await client.ReceiveJsonAsync();
        var clip = new Clip(Motion.Breathing, null, 2);
        byte[][] frames = [.. Enumerable.Range(0, Clip.Frames).Select(clip.Jpeg)];
        var (stood, analysed) = (new List<double>(), new List<double>());
        using var pace = new PeriodicTimer(Pace);
        for (var i = 0; i < Frames; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            var answer = await client.AskAsync(frames[i % frames.Length]);
            while (answer.GetProperty("type").GetString() != "verdict") answer = await client.ReceiveJsonAsync(); // it is asked for another pace between them, and keeps this one
            (answer.GetProperty("stood_over").GetBoolean() ? stood : analysed).Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            await pace.WaitForNextTickAsync();
        }
        report.Add(Row.AtMost("frame that stands over, p99", Samples.Percentile(stood, 0.99), "ms", 7.2, $"{stood.Count} frames, p50 {Samples.Median(stood):F1} ms; {analysed.Count} analysed between them, p50 {Samples.Median(analysed):F1} ms"));
    }
}
