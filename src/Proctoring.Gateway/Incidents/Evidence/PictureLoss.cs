namespace Proctoring.Gateway.Incidents.Evidence;

/// <summary>Why a frame that was to be evidence was not kept.</summary>
internal enum PictureLoss
{
    /// <summary>The gateway keeps as many bytes as it may.</summary>
    NoRoom,

    /// <summary>Its incident was stored without, to make room for another incident.</summary>
    TooManyPending,
}
