using Proctoring.Ops.Tests.Catalogue;
using Proctoring.Ops.Tests.Hosting;
using Proctoring.Ops.Tests.Rules;
using Proctoring.Testing;

namespace Proctoring.Ops.Tests.Dashboards;

/// <summary>Everything that dashboards, rules and alerts ask, asked of a real Prometheus that watches real servers at work.</summary>
[Collection(nameof(RunningExam))]
public sealed class QueryTests(RunningExam exam)
{
    public static TheoryData<string, string> Queries => Query.All().ToTheory();

    [Theory]
    [MemberData(nameof(Queries))]
    public Task Query_InAnExam_HasData(string asker, string expression) =>
        Eventually.TrueAsync(async () => (await exam.Prometheus.QueryAsync(expression)).Count > 0, $"{asker} has data for {expression}");

    /// <summary>A series that is there and stands still would be data, too.</summary>
    [Theory]
    [InlineData("proctoring_incidents_stored_total")]
    [InlineData("proctoring_incident_reviews_total")]
    [InlineData("proctoring_room_observers")]
    [InlineData("proctoring_room_events_published_total")]
    [InlineData("proctoring_gate_decisions_total{reason=\"stands_over\"}")]
    [InlineData("proctoring_gate_checks_total")]
    [InlineData("proctoring_pace_changes_total{reason=\"quiet\"}")]
    public Task Series_InAnExam_Counts(string series) => Eventually.TrueAsync(async () => (await exam.Prometheus.QueryAsync($"sum({series}) > 0")).Count > 0, $"{series} counts");

    /// <summary>Whatever is asked for is in the catalogue, is recorded by a rule, or stands in the list of what others measure.</summary>
    [Theory]
    [MemberData(nameof(Queries))]
    public void Query_NamesMetricsThatThereAre(string asker, string expression)
    {
        var own = Programs.Gateway().Concat(Programs.Inference()).SelectMany(entry => (string[])[entry.Name, $"{entry.Name}_bucket", $"{entry.Name}_sum", $"{entry.Name}_count"]);
        string[] known = [.. own, .. Rule.Recordings().Select(rule => rule.Name), .. ForeignMetrics.Names(), "process_cpu_seconds_total", "process_working_set_bytes"];

        Assert.True(Query.Metrics(expression).All(known.Contains), $"{asker} asks for what nobody measures: {expression}");
    }

    /// <summary>Whether verdicts come in time is a matter of the machine and of who else uses it.</summary>
    [Fact]
    public async Task Alerts_InAnExam_AreSilent()
    {
        await Eventually.TrueAsync(async () => (await exam.Prometheus.QueryAsync("namespace:proctoring_candidates_watched:ratio > 0.5")) is [_], "candidates are watched");

        Assert.DoesNotContain(await exam.Prometheus.QueryAsync("ALERTS{alertstate=\"firing\"}"), alert => alert.Labels["alertname"] is not ("ProctoringVerdictsLate" or "ProctoringVerdictsOftenLate"));
    }

    /// <summary>What needs a GPU, the NGINX controller or Kubernetes, and nothing else, is tested on samples.</summary>
    [Fact]
    public void ForeignQueries_AreOfOthers() => Assert.All(
        Query.All().Where(query => Query.IsForeign(query.Expression)),
        query => Assert.DoesNotContain("proctoring_", query.Expression.Replace("proctoring-", "", StringComparison.Ordinal), StringComparison.Ordinal));
}
