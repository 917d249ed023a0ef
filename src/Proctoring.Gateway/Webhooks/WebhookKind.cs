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
    private static readonly string[] Words = ["marked", "reviewed"]; // in the order of WebhookKind

    public string Word => Words[(int)Kind];

    /// <summary>As queues keep it.</summary>
    public override string ToString() => $"{Word}:{Incident}";

    /// <summary>Null for what is none.</summary>
    public static Notice? Parse(string text) =>
        text.Split(':', 2) is [var word, var incident] && Array.IndexOf(Words, word) is >= 0 and var kind ? new Notice((WebhookKind)kind, incident) : null;
}
