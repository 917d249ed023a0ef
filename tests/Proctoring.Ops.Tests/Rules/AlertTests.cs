using System.Text.RegularExpressions;

namespace Proctoring.Ops.Tests.Rules;

public sealed partial class AlertTests
{
    public static TheoryData<string> Alerts => [.. Rule.Alerts().Select(alert => alert.Name)];

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_SaysWhatItIsAndWhoActs(string name)
    {
        var alert = Find(name);

        Assert.Contains(alert.Labels["severity"], (string[])["critical", "warning"]);
        Assert.Matches("^[A-Z].*[^.]$", alert.Annotations["summary"]);
        Assert.Matches(@"^\S.*\.$", alert.Annotations["description"]);
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_LinksItsRunbook(string name)
    {
        Assert.Equal($"docs/runbooks/{name}.md", Find(name).Annotations["runbook_url"]);

        var page = File.ReadAllText(Path.Combine(OpsFiles.Runbooks, name + ".md"));
        Assert.StartsWith($"# {name}\n", page);
        Assert.Equal(["What it means", "Where to look", "What to do"], Headings().Matches(page).Select(heading => heading.Groups[1].Value));
    }

    [Theory]
    [MemberData(nameof(Alerts))]
    public void Alert_FiresInATest(string name) =>
        Assert.Matches($@"alertname: {name}\s+exp_alerts:\s+- exp_labels", File.ReadAllText(OpsFiles.Cases("firing.yaml")));

    [Fact]
    public void Runbooks_AreOfAlerts() =>
        Assert.Equal(Rule.Alerts().Select(alert => alert.Name).Order(), Directory.EnumerateFiles(OpsFiles.Runbooks, "*.md").Select(file => Path.GetFileNameWithoutExtension(file)!).Order());

    [Fact]
    public void Runbooks_LinkWhatThereIs() => Assert.All(
        Directory.EnumerateFiles(OpsFiles.Runbooks, "*.md").SelectMany(file => Links().Matches(File.ReadAllText(file)).Select(link => link.Groups[1].Value)),
        link => Assert.True(File.Exists(Path.Combine(OpsFiles.Runbooks, link)), $"There is no page {link}."));

    private static Rule Find(string name) => Rule.Alerts().Single(alert => alert.Name == name);

    [GeneratedRegex("^## (.*)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\]\(([^)#]+)\)")]
    private static partial Regex Links();
}
