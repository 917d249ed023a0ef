using System.ComponentModel.DataAnnotations;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>
/// A container of Azure Blob Storage. Either <see cref="Service"/>, with a workload identity, a managed identity or the variables
/// AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET; or a connection string. Section <c>Delivery:Azure</c>.
/// </summary>
public sealed class AzureOptions : IValidatableObject
{
    /// <summary>The account's blob service, e.g. <c>https://examrooms.blob.core.windows.net</c>.</summary>
    public string Service { get; set; } = "";

    /// <summary>Connection string with the account's key. Secret.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>File that holds the connection string, read at the start.</summary>
    public string ConnectionStringFile { get; set; } = "";

    /// <summary>Container, which must exist. Default <c>proctoring</c>.</summary>
    [RegularExpression("[a-z0-9](-?[a-z0-9]){2,62}", ErrorMessage = "A Container has 3 to 63 lower-case letters, digits and single dashes.")]
    public string Container { get; set; } = "proctoring";

    internal string? Problem => ((string[])[Service, ConnectionString, ConnectionStringFile]).Count(setting => setting.Length > 0) == 1
        ? null
        : "Azure needs one of Service, ConnectionString and ConnectionStringFile.";

    internal string ReadConnectionString() => ConnectionStringFile.Length > 0 ? File.ReadAllText(ConnectionStringFile).Trim() : ConnectionString;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Service.Length > 0 && !(Uri.TryCreate(Service, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new ValidationResult($"'{Service}' is no address such as https://examrooms.blob.core.windows.net.", [nameof(Service)]);
        if (ConnectionStringFile.Length > 0 && !File.Exists(ConnectionStringFile))
            yield return new ValidationResult($"There is no file '{ConnectionStringFile}'.", [nameof(ConnectionStringFile)]);
    }
}
