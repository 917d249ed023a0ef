using System.ComponentModel.DataAnnotations;

namespace Proctoring.Gateway.Delivery.Addresses;

/// <summary>A CDN that fetches from the store, or from the gateway's folder, and checks signatures. Section <c>Delivery:Cdn</c>.</summary>
public sealed class CdnOptions : IValidatableObject
{
    /// <summary>What pictures' names are appended to, e.g. <c>https://pictures.example.org/</c>. Default none: no CDN.</summary>
    public string BaseUrl { get; set; } = "";

    internal bool IsUsed => BaseUrl.Length > 0;

    internal string Base => BaseUrl.TrimEnd('/') + '/';

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsUsed && !(Uri.TryCreate(BaseUrl, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Query.Length + uri.Fragment.Length == 0))
            yield return new ValidationResult($"'{BaseUrl}' is no address such as https://pictures.example.org/.", [nameof(BaseUrl)]);
    }
}
