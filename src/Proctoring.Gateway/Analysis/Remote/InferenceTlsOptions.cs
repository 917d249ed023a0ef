using System.ComponentModel.DataAnnotations;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>
/// TLS towards inference pods, from PEM files as Kubernetes mounts them. Changed files are read again, at most every 30 s, and
/// used for new connections. Section <c>Inference:Tls</c>.
/// </summary>
public sealed class InferenceTlsOptions : IValidatableObject
{
    /// <summary>Authorities whose certificates are believed; default those of the machine.</summary>
    public string CaFile { get; set; } = "";

    /// <summary>This gateway's own certificate, for pods that ask for one; default none. Sent without intermediates.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The key of <see cref="CertificateFile"/>.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>The name that pods' certificates carry; default the host of <see cref="InferenceOptions.Address"/>.</summary>
    public string ServerName { get; set; } = "";

    internal bool IsUsed => CaFile.Length + CertificateFile.Length + KeyFile.Length + ServerName.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CertificateFile.Length > 0 != KeyFile.Length > 0)
            yield return new ValidationResult("CertificateFile and KeyFile belong together: set both or neither.", [nameof(CertificateFile), nameof(KeyFile)]);
        foreach (var (name, file) in ((string, string)[])[(nameof(CaFile), CaFile), (nameof(CertificateFile), CertificateFile), (nameof(KeyFile), KeyFile)])
        {
            if (file.Length > 0 && !File.Exists(file)) yield return new ValidationResult($"There is no file '{file}'.", [name]);
        }
    }
}
