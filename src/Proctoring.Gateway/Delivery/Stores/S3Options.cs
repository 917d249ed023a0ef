using System.ComponentModel.DataAnnotations;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>
/// A bucket of Amazon S3 or of a server that speaks its protocol. Credentials come from where the AWS SDK looks: the variables
/// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a web identity (AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN), a file
/// (AWS_SHARED_CREDENTIALS_FILE), or the container's or machine's role. Section <c>Delivery:S3</c>.
/// </summary>
public sealed class S3Options : IValidatableObject
{
    /// <summary>Bucket, which must exist.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>AWS region, e.g. <c>eu-central-1</c>. Default <c>us-east-1</c>, which also most other servers take.</summary>
    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>Address of a server that is not Amazon's, e.g. <c>https://minio.example.org</c>. Default none.</summary>
    public string Service { get; set; } = "";

    /// <summary>Whether the bucket is a part of the path instead of the host, as most servers want that are not Amazon's. Default false.</summary>
    public bool PathStyle { get; set; }

    internal string? Problem => Bucket.Length == 0 ? "The S3 Bucket is missing." : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Service.Length > 0 && !(Uri.TryCreate(Service, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            yield return new ValidationResult($"'{Service}' is no address such as https://minio.example.org.", [nameof(Service)]);
    }
}
