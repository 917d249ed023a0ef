namespace Proctoring.Gateway.Delivery;

/// <summary>How candidates get annotated pictures.</summary>
public enum PictureMode
{
    /// <summary>Each on the socket, right before its verdict.</summary>
    Inline,

    /// <summary>In a store; a later verdict says where.</summary>
    Url,

    /// <summary>On the socket, where other objects are seen than in the picture before, or a phone is in view.</summary>
    Changes,

    /// <summary>Not at all: none is drawn.</summary>
    None,
}

internal static class PictureModes
{
    /// <summary>What a client gets that asks for less than a deployment offers: none, or changes instead of all. Any other wish is for what is offered.</summary>
    /// <param name="asked">Null for no wish.</param>
    public static PictureMode Grant(PictureMode offered, PictureMode? asked) => asked switch
    {
        PictureMode.None => PictureMode.None,
        PictureMode.Changes when offered == PictureMode.Inline => PictureMode.Changes,
        _ => offered,
    };

    /// <summary>As it stands in <c>start</c> and <c>hello</c>.</summary>
    public static ReadOnlySpan<byte> Name(PictureMode mode) => mode switch
    {
        PictureMode.Inline => "inline"u8,
        PictureMode.Url => "url"u8,
        PictureMode.Changes => "changes"u8,
        _ => "none"u8,
    };

    /// <summary>Null for a word that this server does not know.</summary>
    public static PictureMode? Read(string? name) => name switch
    {
        "inline" => PictureMode.Inline,
        "url" => PictureMode.Url,
        "changes" => PictureMode.Changes,
        "none" => PictureMode.None,
        _ => null,
    };
}
