namespace Proctoring.Gateway.Webhooks;

/// <summary>What somebody can be told of.</summary>
public enum WebhookKind
{
    /// <summary>An incident was stored.</summary>
    Marked,

    /// <summary>Somebody has decided what an incident was.</summary>
    Reviewed,
}

/// <summary>What is to be told. Only names: the rest is looked up when it is sent.</summary>
internal readonly record struct Notice(WebhookKind Kind, string Incident)
{
    /// <summary>As queues keep it.</summary>
    public override string ToString() => $"{(Kind == WebhookKind.Marked ? "marked" : "reviewed")}:{Incident}";

    /// <summary>Null for what is none.</summary>
    public static Notice? Parse(string text) => text.Split(':', 2) switch
    {
        ["marked", var incident] => new Notice(WebhookKind.Marked, incident),
        ["reviewed", var incident] => new Notice(WebhookKind.Reviewed, incident),
        _ => null,
    };
}
