namespace Proctoring.Gateway.Transport;

/// <summary>Why the server closes, with the WebSocket close code that says so. Codes from 4000 are the application's (RFC 6455, 7.4.2).</summary>
/// <param name="Text">For people; at most 123 bytes of UTF-8 (RFC 6455, 5.5.1).</param>
internal sealed record CloseReason(int Code, string Text)
{
    /// <summary>Every code that is counted.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["1000", "1001", "1003", "1007", "1008", "1009", "1011", "1013", "4001", "4003", "4004", "4008", "4009", "4010", "4011"];

    public static readonly CloseReason Finished = new(1000, "Goodbye.");

    public static readonly CloseReason Draining = new(1001, "The server restarts; reconnect after a random delay.");

    public static readonly CloseReason TextWhereAFrameBelongs = new(1003, "Frames are binary messages; text is a JSON object.");

    public static readonly CloseReason WrongOrigin = new(1008, "This origin is not allowed here.");

    public static readonly CloseReason Failed = new(1011, "The server could not go on with this session.");

    public static readonly CloseReason Overloaded = new(1013, "The server has no room for another session; retry later.");

    public static readonly CloseReason NotNow = new(1013, "The session cannot be looked up just now; retry later.");

    public static readonly CloseReason NotAuthenticated = new(4001, "Say start first, soon after connecting.");

    public static readonly CloseReason NotAllowed = new(4003, "The resume token is not valid.");

    public static readonly CloseReason TokenMissing = new(4001, "A token is needed here.");

    public static readonly CloseReason TokenNotValid = new(4003, "The token opens nothing here.");

    public static readonly CloseReason NotYours = new(4003, "The token is for another room or session.");

    public static readonly CloseReason TooEarly = new(4003, "The exam has not begun.");

    public static readonly CloseReason TokenExpired = new(4004, "The token has expired.");

    public static readonly CloseReason TakenOver = new(4009, "The session goes on in another connection.");

    public static readonly CloseReason SessionOver = new(4010, "The session is over.");

    public static CloseReason MessageTooLarge(int limit) => new(1009, $"A message may have at most {limit:N0} bytes.");

    public static CloseReason TextTooLarge(int limit) => new(1009, $"A text message may have at most {limit:N0} bytes.");

    public static CloseReason BadJson(string what) => new(1007, $"The message is {what}.");

    public static CloseReason TooSlow(TimeSpan limit) => new(1008, $"A message took longer than {limit.TotalSeconds:0.#} s to arrive.");

    public static CloseReason TooFast(double limit) => new(4008, $"More than {limit:0.#} frames a second, again and again.");

    public static CloseReason Idle(TimeSpan limit) => new(4011, $"No frame for {limit.TotalSeconds:0} s.");
}
