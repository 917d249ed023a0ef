using Proctoring.Ops.Tests.Hosting;

namespace Proctoring.Ops.Tests.Rules;

/// <summary>What Prometheus's own tool says to the rules.</summary>
public sealed class PromtoolTests
{
    [Theory]
    [InlineData("recording.yaml")]
    [InlineData("alerts.yaml")]
    public Task Rules_AreValid(string file) => Tool.RunAsync("promtool", "check", "rules", OpsFiles.Rules(file));

    /// <summary>Each alert fires when it should; none does in a normal exam, a rolling restart and an idle night.</summary>
    [Theory]
    [InlineData("firing.yaml")]
    [InlineData("quiet.yaml")]
    public Task Rules_PassTheirTests(string file) => Tool.RunAsync("promtool", "test", "rules", OpsFiles.Cases(file));
}
