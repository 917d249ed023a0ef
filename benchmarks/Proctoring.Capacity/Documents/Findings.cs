using System.Text;
using Proctoring.Capacity.Figures;
using Proctoring.Capacity.Simulation;

namespace Proctoring.Capacity.Documents;

/// <summary>The simulation's part: what it knows, whether it is right, and what it says about the design.</summary>
internal static class Findings
{
    private const int All = 1_000_000;

    public static void Write(StringBuilder text, FigureBook figures, Settings settings, IReadOnlyList<Outcome> outcomes)
    {
        text.Append($"""

            ## An exam, simulated

            Event by event, the same for the same seed: {Numbers.Text(figures["come-within-s"])} s in which all come; the page's rule for coming back (`reconnect.js`: {settings.Attempts} attempts, each after a chance wait of up to {settings.LongestDelay} s; then a
            button, pressed after {Numbers.Text(figures["button-s"])} to {Numbers.Text(2 * figures["button-s"])} s); a gateway's door (`Access`: {settings.SocketsPerSecond} new sockets a second after a burst of {settings.SocketBurst}, {Numbers.Scale(settings.MaxSockets)} in all; a browser cannot see the 503's
            Retry-After, so a refusal uses an attempt); the HPA as the chart sets it, a sync each 15 s, metrics one sync old; pods and nodes that take their time. Frames are a flow:
            the newest wins, so too few pods make verdicts rarer for all alike, and *blind* is who has none younger than 2 s. Upsets come five minutes in. With the gate, without pace, GPUs as assumed.

            """);
        SimulationTable.Write(text, outcomes);
        text.Append("\n*Without a verdict* counts from losing the connection, or from opening the exam; *over BlindTolerance*: absences that end a running streak.\n\n![blind after an upset](capacity/upsets.svg)\n\n![blind while all come](capacity/coming.svg)\n");
        WriteValidation(text, figures, outcomes);
        WriteVerdict(text, settings, outcomes);
        WriteLimits(text);
    }

    private static void WriteValidation(StringBuilder text, FigureBook figures, IReadOnlyList<Outcome> outcomes)
    {
        var (simulated, storm) = (outcomes.First(outcome => outcome.Name == "make bench storm"), outcomes.First(outcome => outcome.Name == "StormTests"));
        text.Append($"""

            ### Whether the simulation is right

            `make bench` (row `storm`) cuts 800 real sockets of a real gateway whose door takes 40 a second, and lets them come back by the page's rule. The same, simulated:

            | | measured | simulated |
            | --- | --- | --- |
            | without a verdict, half | {figures["storm-p50-s"]:0.0} s | {simulated.Without.P50:0.0} s |
            | without a verdict, 99 of 100 | {figures["storm-p99-s"]:0.0} s | {simulated.Without.P99:0.0} s |
            | gave up, of 800 | {figures["storm-gave-up"]:0} | {simulated.GaveUp} |
            | handshakes refused | {Numbers.Text(figures["storm-refused"])} | {Numbers.Text(simulated.Refused)} |

            `StormTests` cut a thousand sockets of two gateways whose doors take 100 a second each, and come again when Retry-After says so: all were back after {figures["storm-test-back-s"]:0.0} s (median of three runs) with {figures["storm-test-refused"]:0} refusals; simulated: {storm.Without.Max:0.0} s
            and {storm.Refused}. There the machine itself takes seconds for a thousand handshakes, which the simulation makes in an instant, so fewer meet a closed door and the last come later.

            `make soak` measured an edge that restarts with 200 real candidates: 2.6 s without a verdict for half of them, 5.2 s at most ([operations](operations.md#the-edge)); simulated with a thousand:
            {Simulated.One(outcomes, Scenarios.Edge, 1_000).Without.P50:0.0} and {Simulated.One(outcomes, Scenarios.Edge, 1_000).Without.Max:0.0} s. A rollout one by one should move each candidate e − 1 = 1.72 times on average where gateways are many; simulated: {Simulated.One(outcomes, Scenarios.Rollout, All).Moves:0.00}.

            """);
    }

    private static void WriteVerdict(StringBuilder text, Settings settings, IReadOnlyList<Outcome> outcomes)
    {
        var (zone, patient) = (Simulated.One(outcomes, Scenarios.Zone, All), Simulated.One(outcomes, Scenarios.ZonePatient, All));
        var (dense, mended, wider) = (Simulated.One(outcomes, Scenarios.Dense, All), Simulated.One(outcomes, Scenarios.DenseMended, All), Simulated.One(outcomes, Scenarios.DenseWider, All));
        var (rollout, quicker, late) = (Simulated.One(outcomes, Scenarios.Rollout, All), Simulated.One(outcomes, Scenarios.RolloutMended, All), Simulated.One(outcomes, Scenarios.NotReady, All));
        var safe = Scenarios.Densities.TakeWhile(sockets => Simulated.AtDensity(outcomes, sockets).GaveUp == 0).Last();
        text.Append($"""

            ### What it says about the design

            **An exam must be announced.** With pods that are ready (exam windows) nobody of a million waits for a first verdict longer than {Simulated.One(outcomes, Scenarios.Ready, All).Without.Max:0.0} s. From the chart's least pods,
            {Numbers.Percent((double)late.GaveUp / All)} see the button, and half of all are blind for {late.BlindSeconds.P50 / 60:0} of the first 30 minutes. An HPA by CPU cannot mend it: CPU that is used up reads 100 %, so it asks for a third more at most, and for the next
            third when the last one's GPU nodes are there. One that asked for all at once would still wait for the nodes. `scaling.max` must be what the plan says, too: the default is 10.

            **A zone that dies costs {Numbers.Percent((double)zone.Hit / All)} of the candidates {zone.Without.P50:0} s each.** {settings.DeadAfter} s of it are the page's, before it takes a silent connection for dead; {Numbers.Percent((double)zone.OverTolerance / All)} of all candidates are without a verdict for longer than
            `BlindTolerance`, which ends a running streak. A page that waits 15 s, as this one did before it was simulated, costs {patient.Without.P50:0} s, and {Numbers.Percent((double)patient.OverTolerance / All)} lie beyond. The rest is the edge, which goes on sending candidates
            to gateways that are gone until it notices: it should check often. An edge that notices after 50 s, as Kubernetes itself does, leaves {Numbers.Percent((double)Simulated.One(outcomes, Scenarios.ZoneLate, All).OverTolerance / All)} beyond.
            Pods must have room for the lost zone beforehand: new ones come after six minutes, and an HPA does not count the dead as missing.

            **The door is wide enough up to {Numbers.Scale(safe)} sockets a gateway**, and the chart's {settings.Gateway.CandidatesPerPod} are far below. `MaxSockets` allows {Numbers.Scale(settings.MaxSockets)}: when an edge restarts over such gateways {Numbers.Percent(Simulated.AtDensity(outcomes, settings.MaxSockets).GaveUp / (double)Simulated.DensityCandidates)} of the candidates use up their {settings.Attempts} attempts and have to press a
            button. At 4,000 it is {Numbers.Percent((double)dense.GaveUp / All)}, half of all come back after {dense.Without.P50:0} s and the last one after {dense.Without.Max:0} s. With `Page:ReconnectAttempts` 100 nobody gives up and the last is back after {mended.Without.Max:0} s; with
            `Access:SocketsPerSecond` at sockets ÷ `ReconnectMaxDelay` (800) after {wider.Without.Max:0} s. Proposal: set `SocketsPerSecond` to a fifth of the sockets a gateway is to carry, and raise `ReconnectAttempts`; an attempt costs a gateway little, a button costs an exam a person.

            ![gave up by sockets a gateway](capacity/density.svg)

            ![the edge restarts over dense gateways](capacity/dense.svg)

            """);
        SimulationTable.WriteDensities(text, outcomes);
        text.Append($"""

            **Rolling out {Numbers.Scale(rollout.Gateways)} gateways one by one takes {rollout.CalmAfter / 3600:0.0} hours** and cuts each candidate {rollout.Moves:0.0} times. 5 % at a time take {quicker.CalmAfter / 60:0} minutes and cut each {quicker.Moves:0.0} times. Not while an exam is open, and with a larger `maxSurge`
            where there are hundreds: the chart's Deployment says 1.

            """);
    }

    private static void WriteLimits(StringBuilder text) => text.Append("""

        ### What is not in it

        The edge's own limits and its share of a lost zone; TLS; people who close their laptops; Redis, which only says in the plan what it has to bear; a `Retry-After`, which browsers do not show; taking pods away, which
        exam windows switch off. A gateway's CPU does not slow its handshakes. Candidates of an overloaded pool get verdicts by turns, exactly.

        """);
}
