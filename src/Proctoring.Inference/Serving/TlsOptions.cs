using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Proctoring.Inference.Serving;

/// <summary>TLS of the gRPC and HTTP ports. Section <c>Tls</c>. Files are PEM and are read again when they change.</summary>
public sealed class TlsOptions : IValidatableObject
{
    /// <summary>The server's certificate and its chain; empty (the default) for no TLS.</summary>
    public string CertificateFile { get; set; } = "";

    /// <summary>The certificate's private key.</summary>
    public string KeyFile { get; set; } = "";

    /// <summary>Authorities whose client certificates are taken; with it every caller must show one. Empty (the default) takes any caller.</summary>
    public string ClientCaFile { get; set; } = "";

    internal bool IsOn => CertificateFile.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn != KeyFile.Length > 0) yield return new ValidationResult("CertificateFile and KeyFile go together.", [nameof(KeyFile)]);
        if (!IsOn && ClientCaFile.Length > 0) yield return new ValidationResult("ClientCaFile needs a CertificateFile.", [nameof(ClientCaFile)]);
        foreach (var (name, file) in ((string, string)[])[(nameof(CertificateFile), CertificateFile), (nameof(KeyFile), KeyFile), (nameof(ClientCaFile), ClientCaFile)])
        {
            if (file.Length > 0 && !File.Exists(file)) yield return new ValidationResult($"There is no file {file}.", [name]);
        }
    }
}

[OptionsValidator]
internal sealed partial class TlsOptionsValidator : IValidateOptions<TlsOptions>;
