using Proctoring.Gateway.Delivery;

namespace Proctoring.Gateway.Transport.Dialects;

/// <summary>What a text message of a client means.</summary>
internal abstract record ClientWord
{
    /// <param name="Resume">Token of a session to go on with; null for a new one.</param>
    /// <param name="Room">Where the exam takes place; null for the usual room, or that of the token.</param>
    /// <param name="Token">Who it is; null for nobody in particular.</param>
    /// <param name="Pictures">What annotated pictures are wanted; null for no wish, or one that this server does not know.</param>
    public sealed record Start(string? Resume, string? Token, string? Room, PictureMode? Pictures) : ClientWord;

    public sealed record Visibility(bool Hidden) : ClientWord;

    /// <summary>The candidate ends the session for good.</summary>
    public sealed record Stop : ClientWord;

    /// <summary>Well-formed, and of no concern to this server.</summary>
    public sealed record Ignored : ClientWord;

    /// <summary>Text where a frame belongs, which this dialect answers with an error.</summary>
    public sealed record NotAFrame : ClientWord;

    /// <summary>Against the protocol: the connection closes.</summary>
    public sealed record Violation(CloseReason Reason) : ClientWord;
}
