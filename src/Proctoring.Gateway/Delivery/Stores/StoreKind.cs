namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>Where objects are kept.</summary>
public enum StoreKind
{
    None,

    /// <summary>Files, which this server hands out itself.</summary>
    Folder,

    /// <summary>Azure Blob Storage.</summary>
    Azure,

    /// <summary>Amazon S3, or a server that speaks its protocol.</summary>
    S3,
}
