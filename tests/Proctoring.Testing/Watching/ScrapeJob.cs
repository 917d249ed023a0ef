namespace Proctoring.Testing.Watching;

/// <summary>What Prometheus looks at.</summary>
/// <param name="Namespace">As the Prometheus operator would set it.</param>
public sealed record ScrapeJob(string Name, string Namespace, params Uri[] Targets)
{
    public string Configuration() =>
        $"  - {{job_name: {Name}, honor_labels: true, static_configs: [{{targets: [{string.Join(", ", Targets.Select(target => $"'{target.Authority}'"))}], labels: {{namespace: {Namespace}}}}}]}}";
}
