using Microsoft.Extensions.Options;
using Proctoring.Gateway.Webhooks.Sending;

namespace Proctoring.Gateway.Webhooks;

/// <summary>One of those who are told, as its options say.</summary>
internal sealed class WebhookTarget(WebhookTargetOptions options)
{
    private readonly HashSet<string> _rooms = [.. options.Rooms];

    public string Name => options.Name;

    public Uri Url { get; } = new(options.Url);

    /// <summary>Every one signs.</summary>
    public IReadOnlyList<WebhookSecret> Secrets { get; } = WebhookSecret.Parse(File.ReadAllLines(options.SecretFile));

    public bool Wants(WebhookKind kind, string room) =>
        (_rooms.Count == 0 || _rooms.Contains(room)) && (options.Events.Count == 0 || options.Events.Contains(kind));
}

/// <summary>All who are told.</summary>
internal sealed class WebhookTargets(IOptions<WebhookOptions> options)
{
    public IReadOnlyList<WebhookTarget> All { get; } = [.. options.Value.Targets.Select(target => new WebhookTarget(target))];

    public WebhookTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);

    public IEnumerable<WebhookTarget> Wanting(WebhookKind kind, string room) => All.Where(target => target.Wants(kind, room));
}
