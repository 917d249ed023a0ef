using System.CommandLine;
using System.CommandLine.Parsing;

namespace Proctoring.Load;

/// <summary>What people type. Times are seconds.</summary>
internal static class CommandLine
{
    public static RootCommand Root(Func<LoadPlan, CancellationToken, Task<int>> run)
    {
        var address = new Argument<Uri?>("address") { Description = "The server, e.g. http://localhost:8000.", CustomParser = Address };
        var candidates = Number("--candidates", 20, 1, 100_000, "How many candidates.");
        var duration = Seconds("--duration", 30, "How long, the ramp included.");
        var ramp = Seconds("--ramp", 5, "Time in which they come, evenly.");
        var steps = Number("--steps", 0, 0, 1000, "Come in that many equal groups during the ramp; 0 for one by one.");
        var dialect = new Option<DialectChoice>("--dialect") { Description = "What they speak: V1, First, or Both by turns.", DefaultValueFactory = _ => DialectChoice.V1 };
        var loop = new Option<LoopKind>("--loop") { Description = "Open: a frame at each interval. Closed: the next frame on the answer to the last.", DefaultValueFactory = _ => LoopKind.Open };
        var interval = Number("--interval", 300, 1, 60_000, "Milliseconds between frames of an open loop, until the server asks for another pace.");
        var frames = new Option<DirectoryInfo>("--frames") { Description = "A folder of JPEGs to send by turns; drawn scenes otherwise." }.AcceptExistingOnly();
        var phones = Share("--phones", 0.1, "Share (0–1) of the candidates who hold up a phone, in drawn scenes.");
        var pictures = new Option<string>("--pictures") { Description = "What annotated pictures v1 candidates ask for: inline, changes or none.", DefaultValueFactory = _ => "inline" }.AcceptOnlyFromAmong("inline", "changes", "none");
        var room = new Option<string>("--room") { Description = "Their room; practice counts no marks.", DefaultValueFactory = _ => "practice" };
        var stormEvery = Seconds("--storm-every", 0, "Time between two reconnect storms; 0 for none.");
        var stormShare = Share("--storm-share", 1, "Share (0–1) of the connections that break in each storm, all at once.");
        var report = new Option<string>("--report") { Description = "Where the report goes.", DefaultValueFactory = _ => "load.html" };
        var root = new RootCommand("Candidates, as many as you like, against a running server: live figures in the terminal, a report as one HTML file. V1 candidates resume their sessions when a connection ends.")
        {
            address, candidates, duration, ramp, steps, dialect, loop, interval, frames, phones, pictures, room, stormEvery, stormShare, report,
        };
        root.SetAction((parsed, cancellationToken) => run(
            new LoadPlan(parsed.GetValue(address)!, parsed.GetValue(candidates), parsed.GetValue(duration), parsed.GetValue(ramp), parsed.GetValue(steps), parsed.GetValue(dialect), parsed.GetValue(loop),
                TimeSpan.FromMilliseconds(parsed.GetValue(interval)), parsed.GetValue(frames)?.FullName, parsed.GetValue(phones), parsed.GetValue(pictures)!, parsed.GetValue(room)!,
                parsed.GetValue(stormEvery), parsed.GetValue(stormShare), parsed.GetValue(report)!),
            cancellationToken));
        return root;
    }

    private static Uri? Address(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https") return uri;
        argument.AddError($"'{argument.Tokens[0].Value}' is no address such as http://localhost:8000.");
        return null;
    }

    private static Option<int> Number(string name, int usual, int least, int most, string description) => Bounded(
        new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual }, value => value >= least && value <= most, $"{name} is a number from {least} to {most}.");

    private static Option<double> Share(string name, double usual, string description) => Bounded(
        new Option<double>(name) { Description = description, DefaultValueFactory = _ => usual }, value => value is >= 0 and <= 1, $"{name} is a number from 0 to 1.");

    private static Option<TimeSpan> Seconds(string name, double usual, string description) => new(name)
    {
        Description = $"{description} Seconds.",
        DefaultValueFactory = _ => TimeSpan.FromSeconds(usual),
        CustomParser = result =>
        {
            if (double.TryParse(result.Tokens[0].Value, out var seconds) && seconds is >= 0 and <= 86_400) return TimeSpan.FromSeconds(seconds);
            result.AddError($"{name} is a number of seconds from 0 to 86,400.");
            return default;
        },
    };

    private static Option<T> Bounded<T>(Option<T> option, Func<T, bool> fits, string complaint)
    {
        option.Validators.Add(result =>
        {
            if (result.Errors.Any()) return;
            if (!fits(result.GetValueOrDefault<T>()!)) result.AddError(complaint);
        });
        return option;
    }
}
