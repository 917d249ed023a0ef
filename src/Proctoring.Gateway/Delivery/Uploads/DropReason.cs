namespace Proctoring.Gateway.Delivery.Uploads;

/// <summary>Why a picture was not stored.</summary>
internal enum DropReason
{
    /// <summary>A newer one of the session came.</summary>
    Overtaken,

    /// <summary>It could not be stored while it was fresh.</summary>
    Stale,

    /// <summary>Too many pictures wait.</summary>
    Full,

    /// <summary>Its candidate has left, or the process stops.</summary>
    Left,
}
