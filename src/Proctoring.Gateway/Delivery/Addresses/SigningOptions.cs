using System.ComponentModel.DataAnnotations;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>
/// Keys of addresses that the gateway or a CDN checks: <c>id:base64</c> with 32 bytes or more. The first signs, all are believed;
/// rotate by adding a new one at the end, moving it to the front once everybody has it, and taking the old one away later than
/// AddressLifetime. Default a random one, for a single process. Section <c>Delivery:Signing</c>.
/// </summary>
public sealed class SigningOptions : IValidatableObject
{
    /// <summary>The keys. Secret.</summary>
    public IList<string> Keys { get; } = [];

    /// <summary>File with a key a line, read again when it has changed, at most every 30 s. Wins over <see cref="Keys"/>.</summary>
    public string KeyFile { get; set; } = "";

    internal bool HasKeys => Keys.Count > 0 || KeyFile.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeyFile.Length > 0 && !File.Exists(KeyFile))
        {
            yield return new ValidationResult($"There is no file '{KeyFile}'.", [nameof(KeyFile)]);
            yield break;
        }
        var problem = HasKeys ? ProblemOf(KeyFile.Length > 0 ? File.ReadAllText(KeyFile) : string.Join('\n', Keys)) : null;
        if (problem is not null) yield return new ValidationResult(problem, [KeyFile.Length > 0 ? nameof(KeyFile) : nameof(Keys)]);
    }

    private static string? ProblemOf(string text)
    {
        try
        {
            SigningKeys.Read(text);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
