using Proctoring.Contracts;

namespace Proctoring.Gateway.Transport;

/// <summary>A connection to one candidate: messages in, messages out. Sessions know nothing else of how frames travel.</summary>
/// <remarks>One receiver and one sender at a time. What goes wrong on the wire is a value (<see cref="InboundKind.Closed"/>, false), not an exception.</remarks>
internal interface ICandidateTransport
{
    /// <summary>The next whole message. The caller owns its bytes.</summary>
    /// <remarks>Cannot be cancelled: giving up a read in the middle of a message breaks the connection, and draining must not.</remarks>
    ValueTask<Inbound> ReceiveAsync();

    /// <summary>Sends one message. False when the connection is gone or the message did not leave in time; nothing more can be sent then.</summary>
    /// <remarks>Has a deadline of its own; <see cref="Abort"/> ends it sooner.</remarks>
    ValueTask<bool> SendAsync(OutboundKind kind, ReadOnlyMemory<byte> message);

    /// <summary>Says goodbye. The receiver hears <see cref="InboundKind.Closed"/> when the candidate has answered, or soon anyway.</summary>
    ValueTask CloseAsync(CloseReason reason);

    /// <summary>Ends the connection at once.</summary>
    void Abort();
}

internal enum InboundKind
{
    /// <summary>A binary message: a frame, possibly empty.</summary>
    Frame,

    /// <summary>A text message.</summary>
    Text,

    /// <summary>A binary message over the frame limit; its bytes were read and thrown away.</summary>
    TooLarge,

    /// <summary>A message over the hard limit; what follows cannot be read.</summary>
    FarTooLarge,

    /// <summary>The candidate left, or the connection is gone.</summary>
    Closed,
}

/// <param name="Bytes">The message; null where the kind has none.</param>
/// <param name="SizeInBytes">Size of the whole message as far as it was read.</param>
/// <param name="Reason">With <see cref="InboundKind.Closed"/>: set when this side gave the connection up.</param>
internal readonly record struct Inbound(InboundKind Kind, PooledBytes? Bytes = null, long SizeInBytes = 0, CloseReason? Reason = null);

internal enum OutboundKind
{
    Picture,
    Text,
}
