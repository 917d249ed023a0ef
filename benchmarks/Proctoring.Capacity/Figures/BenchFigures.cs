using System.Globalization;
using System.Text.RegularExpressions;

namespace Proctoring.Capacity.Figures;

/// <summary>Which row of <c>make bench</c> each measured figure is.</summary>
internal static partial class BenchFigures
{
    private const string Bytes = "bytes through the gateway a candidate-minute, ";
    private const string PacedClips = "model runs saved on quiet clips, with pace";
    private const double FramesOfAMinute = 200;
    private const double PicturesOfAMinute = 50;

    /// <summary>Sockets at which the row <c>sockets</c> measures a gateway's CPU, as far as a machine carries them.</summary>
    public static readonly int[] Sockets = [100, 200, 400, 800, 1600];

    private static readonly (string Figure, Func<BenchReport, double?> Read)[] Readers =
    [
        ("frame-kb-drawn", report => Word(report, Bytes + "none", FrameSize())),
        ("verdict-kb", report => Word(report, Bytes + "none", ToCandidate()) / FramesOfAMinute),
        ("ask-kb", report => (Word(report, Bytes + "none", ToPod()) - Word(report, Bytes + "none", FromCandidate())) / FramesOfAMinute),
        ("answer-kb", report => Word(report, Bytes + "none", FromPod()) / FramesOfAMinute),
        ("picture-share", report => (Word(report, Bytes + "inline", ToCandidate()) - Word(report, Bytes + "none", ToCandidate())) / FramesOfAMinute / Word(report, Bytes + "inline", FrameSize())),
        ("store-kb", report => Word(report, Bytes + "url", ToStore()) / PicturesOfAMinute - Word(report, Bytes + "url", PictureSize())),
        ("ort-frames", report => Word(report, "one inference process ÷ ONNX Runtime alone", Alone())),
        ("ort-cores", report => Cores().Match(report.Machine) is { Success: true } match ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null),
        ("pod-share", report => Measured(report, "one inference process ÷ ONNX Runtime alone")),
        ("openvino-times", report => Measured(report, "OpenVINO ÷ CPU provider, frames a second")),
        ("int8-times", report => Measured(report, "8 bits ÷ float, CPU provider, frames a second")),
        ("gate-saves", report => Measured(report, "model runs saved on quiet clips")),
        ("gate-pace-saves", report => Measured(report, PacedClips)),
        ("pace-fewer", report => Word(report, PacedClips, Fewer())),
        ("gate-look-us", report => Measured(report, "the gate's look at a frame")),
        ("socket-kb", report => Measured(report, "memory an idle socket")),
        ("connect-cpu-ms", report => Measured(report, "gateway CPU a connection")),
        ("gateway-base-mb", report => Measured(report, "gateway without candidates, resident")),
        ("redis-connect-calls", report => Measured(report, "Redis calls a connect")),
        ("redis-connect-bytes", report => Measured(report, "Redis bytes a connect")),
        ("redis-frame-bytes", report => Measured(report, "Redis bytes a clean frame")),
        ("redis-phone-calls", report => Measured(report, "Redis calls a second of a phone in view")),
        ("redis-phone-bytes", report => Measured(report, "Redis bytes a second of a phone in view")),
        ("storm-p50-s", report => Measured(report, "reconnect storm, without a verdict, p50")),
        ("storm-p99-s", report => Measured(report, "reconnect storm, without a verdict, p99")),
        ("storm-gave-up", report => Measured(report, "reconnect storm, gave up")),
        ("storm-refused", report => Measured(report, "reconnect storm, handshakes refused")),
        ("storm-served-ms", report => Measured(report, "reconnect storm, admitted to first verdict, p50")),
        .. Sockets.Select(sockets => ($"gateway-cpu-{sockets}", (Func<BenchReport, double?>)(report => Measured(report, $"gateway CPU at {sockets} sockets")))),
    ];

    /// <summary>Figures of the book that the report has, with its values.</summary>
    public static IEnumerable<Figure> Read(FigureBook book, BenchReport report) =>
        from reader in Readers
        let value = reader.Read(report)
        where value is not null
        let known = book.Find(reader.Figure) ?? new Figure(reader.Figure, 0, "ms/s", FigureKind.Measured, "`make bench`, row `sockets`")
        select known with { How = known.Kind == FigureKind.Measured ? known.How : "`make bench`", Value = Rounded(value.Value), Kind = FigureKind.Measured, Machine = report.Machine, On = DateOnly.FromDateTime(report.At.UtcDateTime) };

    /// <summary>Those of them that were measured after the book's.</summary>
    public static IEnumerable<Figure> Newer(FigureBook book, BenchReport report) => Read(book, report).Where(figure => book.Find(figure.Name)?.On is not { } before || figure.On > before);

    // No run is truer than four digits; what is less than nothing was nothing, measured among others.
    private static double Rounded(double value) => Math.Max(0, double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    private static double? Measured(BenchReport report, string row) => report.Rows.FirstOrDefault(each => each.Name == row)?.Measured;

    private static double? Word(BenchReport report, string row, Regex number)
    {
        var match = report.Rows.FirstOrDefault(each => each.Name == row) is { } found ? number.Match(found.Notes) : Match.Empty;
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"([\d.]+) KB a frame")]
    private static partial Regex FrameSize();

    [GeneratedRegex(@"pictures of ([\d.]+) KB")]
    private static partial Regex PictureSize();

    [GeneratedRegex(@"from candidate ([\d.]+)")]
    private static partial Regex FromCandidate();

    [GeneratedRegex(@"to candidate ([\d.]+)")]
    private static partial Regex ToCandidate();

    [GeneratedRegex(@"to pod ([\d.]+)")]
    private static partial Regex ToPod();

    [GeneratedRegex(@"from pod ([\d.]+)")]
    private static partial Regex FromPod();

    [GeneratedRegex(@"to store ([\d.]+)")]
    private static partial Regex ToStore();

    [GeneratedRegex(@"frames sent: ([\d.]+) × fewer")]
    private static partial Regex Fewer();

    [GeneratedRegex(@", (\d+) cores$")]
    private static partial Regex Cores();

    [GeneratedRegex(@"÷ ([\d.]+)/s with")]
    private static partial Regex Alone();
}
