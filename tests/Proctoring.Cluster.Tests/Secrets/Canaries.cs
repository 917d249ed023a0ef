using System.Text.RegularExpressions;

namespace Proctoring.Cluster.Tests.Secrets;

/// <summary>Words that only a secret or an identity consists of, and where they may be read.</summary>
internal sealed partial class Canaries
{
    private readonly Dictionary<string, string> _never = [];
    private readonly Dictionary<string, string> _auditOnly = [];

    /// <summary>May be read nowhere.</summary>
    public string Plant(string name) => Hide(name, $"canary-{Guid.NewGuid():N}");

    /// <summary>A secret that a server made: may be read nowhere.</summary>
    public string Hide(string name, string secret)
    {
        Assert.True(secret.Length >= 12, $"{name} is too short to look for.");
        _never[name] = secret;
        return secret;
    }

    /// <summary>A token: neither its claims nor its signature may be read.</summary>
    public string HideToken(string name, string token)
    {
        var parts = token.Split('.');
        Hide(name + ", claims", parts[1]);
        Hide(name + ", signature", parts[2]);
        return token;
    }

    /// <summary>May be read in the audit log.</summary>
    public string PlantForAudit(string name) => _auditOnly[name] = $"canary-{Guid.NewGuid():N}";

    /// <summary>Every canary that stands where it must not, and the line.</summary>
    public IEnumerable<string> FoundIn(string place, string text)
    {
        var outsideAudit = Audit().Replace(text, "");
        return from searched in (IEnumerable<(Dictionary<string, string> Secrets, string Text)>)[(_never, text), (_auditOnly, outsideAudit)]
               from secret in searched.Secrets
               from line in searched.Text.Split('\n')
               where line.Contains(secret.Value, StringComparison.Ordinal)
               select $"{secret.Key} in {place}: {line}";
    }

    // One line each, as text and as JSON.
    [GeneratedRegex(@"^.*Proctoring\.Audit.*$", RegexOptions.Multiline)]
    private static partial Regex Audit();
}
