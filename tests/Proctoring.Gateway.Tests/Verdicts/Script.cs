using Proctoring.Contracts;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Tests.Verdicts;

/// <summary>Plays frames at given times through the rule and remembers what came of them.</summary>
internal sealed class Script(VerdictOptions? options = null)
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly VerdictOptions _options = options ?? new VerdictOptions();

    public SessionState State { get; private set; } = SessionState.Start(options ?? new VerdictOptions());

    public List<(double Seconds, Mark Mark)> Marks { get; } = [];

    public List<double> BlindWithPhone { get; } = [];

    public Verdict Last { get; private set; }

    /// <summary>One analysed frame, <paramref name="seconds"/> after the start.</summary>
    public Script Frame(double seconds, params (string Label, float Score)[] seen)
    {
        var detections = seen.Select(s => new Detection(s.Label, s.Score, default)).ToArray();
        var decision = VerdictRule.Decide(State, detections, At(seconds), _options);
        State = decision.Verdict.State;
        Last = decision.Verdict;
        if (decision.Mark is { } mark) Marks.Add((seconds, mark));
        if (decision.IsBlindWithPhone) BlindWithPhone.Add(seconds);
        return this;
    }

    // Whole microseconds: a tolerance is met exactly, not give or take a rounding.
    private static DateTimeOffset At(double seconds) => Start.AddTicks((long)Math.Round(seconds * 1e6) * TimeSpan.TicksPerMicrosecond);

    public Script Phone(double seconds) => Frame(seconds, (Labels.CellPhone, 0.6f));

    public Script Nothing(double seconds) => Frame(seconds);

    /// <summary>A frame every 300 ms from <paramref name="from"/> up to <paramref name="to"/>, both within.</summary>
    public Script Every300(double from, double to, bool phone)
    {
        for (var i = 0; from + i * 0.3 <= to + 1e-9; i++)
        {
            if (phone) Phone(from + i * 0.3);
            else Nothing(from + i * 0.3);
        }
        return this;
    }
}
