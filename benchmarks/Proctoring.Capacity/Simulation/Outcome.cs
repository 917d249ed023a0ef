namespace Proctoring.Capacity.Simulation;

/// <summary>Seconds: of all that were hit half had no more, one in a hundred more, and one the most.</summary>
internal sealed record Spread(double P50, double P99, double Max)
{
    public static Spread Of(List<float> values)
    {
        if (values.Count == 0) return new Spread(0, 0, 0);
        values.Sort();
        return new Spread(At(0.5), At(0.99), At(1));

        double At(double share) => Math.Round(values[Math.Clamp((int)Math.Ceiling(share * values.Count) - 1, 0, values.Count - 1)], 1);
    }
}

/// <summary>What was the case in one second.</summary>
/// <param name="Blind">Share of those who have come.</param>
internal sealed record Moment(int Second, double Blind, int Gateways, double Capacity);

/// <summary>What a run came to.</summary>
/// <param name="Fingerprint">Of the conditions.</param>
/// <param name="Hit">Candidates who were without a verdict for longer than a verdict is fresh; while coming, all who waited that long.</param>
/// <param name="Without">From losing a connection, or wanting a first one, to the first verdict, where pods are not overloaded.</param>
/// <param name="BlindSeconds">Of those who were hit, each candidate's in all.</param>
/// <param name="OverTolerance">How often that was longer than a streak bears (Verdicts:BlindTolerance).</param>
/// <param name="GaveUp">Candidates whose page gave up once or more and showed its button.</param>
/// <param name="Moves">Connections lost, a candidate.</param>
/// <param name="CalmAfter">Seconds from the upset, or the start, until fewer than one in a thousand were blind for good; of a rollout, until its last socket was closed.</param>
internal sealed record Outcome(
    string Name, int Candidates, string Fingerprint, int Hit, Spread Without, Spread BlindSeconds, int OverTolerance, int GaveUp, long Refused, double Moves, double CalmAfter, int Gateways, double MostBlind, IReadOnlyList<Moment> Moments);
