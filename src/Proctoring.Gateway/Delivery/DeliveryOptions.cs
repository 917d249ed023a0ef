using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Proctoring.Gateway.Delivery.Addresses;
using Proctoring.Gateway.Delivery.Stores;

namespace Proctoring.Gateway.Delivery;

/// <summary>What pictures candidates get, and where stored ones lie. Section <c>Delivery</c>; docs/delivery.md tells how to choose.</summary>
public sealed class DeliveryOptions : IValidatableObject
{
    /// <summary>Pictures of rooms that <see cref="Rooms"/> does not name: Inline (the default), Url, Changes or None.</summary>
    public PictureMode Pictures { get; set; } = PictureMode.Inline;

    /// <summary>Pictures by room, e.g. <c>Delivery__Rooms__math-1=Changes</c>. Default none.</summary>
    public Dictionary<string, PictureMode> Rooms { get; } = new(StringComparer.Ordinal);

    /// <summary>Time between two stored pictures of a session at least; frames in between are not drawn. 0–60 s, default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Where pictures are stored: None (the default), Folder, Azure or S3. Required for Url.</summary>
    public StoreKind Store { get; set; } = StoreKind.None;

    /// <summary>How long an address opens its picture. 1 s–1 h, default 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan AddressLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a picture is kept where the sweeper deletes it; at least <see cref="AddressLifetime"/>. 1 s–30 days, default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether the sweeper deletes from Azure or S3 too, for stores without a lifecycle rule. Default false. Folders are always swept.</summary>
    public bool Sweep { get; set; }

    /// <summary>How old a picture may be to be worth storing. 0.5–60 s, default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:01:00")]
    public TimeSpan FreshFor { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one attempt to store a picture may take. 0.1–30 s, default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Uploads at once. 1–1,024, default 32.</summary>
    [Range(1, 1024)]
    public int Uploads { get; set; } = 32;

    /// <summary>Bytes of pictures that wait for the store or are on their way to it; beyond it they are dropped. 1 MiB–4 GiB, default 64 MiB.</summary>
    [Range(1L << 20, 1L << 32)]
    public long MaxWaitingBytes { get; set; } = 64 << 20;

    /// <summary>Folder that pictures lie in, with <see cref="Store"/> Folder. Several gateways share it, and the signing keys.</summary>
    public string Folder { get; set; } = "";

    /// <summary>With <see cref="Store"/> Azure.</summary>
    [ValidateObjectMembers]
    public AzureOptions Azure { get; set; } = new();

    /// <summary>With <see cref="Store"/> S3.</summary>
    [ValidateObjectMembers]
    public S3Options S3 { get; set; } = new();

    /// <summary>A CDN in front of the store. Default none.</summary>
    [ValidateObjectMembers]
    public CdnOptions Cdn { get; set; } = new();

    /// <summary>Keys of the addresses of a folder or a CDN.</summary>
    [ValidateObjectMembers]
    public SigningOptions Signing { get; set; } = new();

    /// <summary>For the stores' clients, whose own time-outs are much longer: uploads end on theirs, and what else there is on this.</summary>
    internal TimeSpan ClientTimeout => AttemptTimeout + TimeSpan.FromSeconds(1);

    internal PictureMode PicturesOf(string room) => Rooms.TryGetValue(room, out var mode) ? mode : Pictures;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Store == StoreKind.None && Rooms.Values.Append(Pictures).Contains(PictureMode.Url))
            yield return new ValidationResult("Pictures by Url need a Store: Folder, Azure or S3.", [nameof(Store)]);
        if (KeepFor < AddressLifetime)
            yield return new ValidationResult($"KeepFor is {KeepFor}; a picture is kept at least for AddressLifetime, {AddressLifetime}.", [nameof(KeepFor)]);
        if (Store == StoreKind.Folder && Folder.Length == 0) yield return new ValidationResult("The Folder for pictures is missing.", [nameof(Folder)]);
        if (Store == StoreKind.Azure && Azure.Problem is { } azure) yield return new ValidationResult(azure, [nameof(Azure)]);
        if (Store == StoreKind.S3 && S3.Problem is { } s3) yield return new ValidationResult(s3, [nameof(S3)]);
        if (Cdn.IsUsed && !Signing.HasKeys) yield return new ValidationResult("A CDN checks addresses with keys that both sides know: set Signing:Keys or Signing:KeyFile.", [nameof(Signing)]);
    }
}

[OptionsValidator]
internal sealed partial class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>;
