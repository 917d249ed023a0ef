using System.Text;

namespace Proctoring.Gateway.Tests.Transport.Conformance;

/// <summary>What the server must answer.</summary>
internal enum Expect
{
    /// <summary>The first dialect's error for something that is no JPEG, and the connection goes on.</summary>
    NotAJpeg,

    /// <summary>The first dialect's error for a text message, and the connection goes on.</summary>
    NotAFrame,

    /// <summary>Pongs with the payloads of the pings, in order, and the connection goes on.</summary>
    Pongs,

    /// <summary>Nothing at all, and the connection goes on.</summary>
    Silence,

    /// <summary>A close frame with <see cref="Case.CloseCode"/>.</summary>
    Close,
}

/// <summary>One case: frames to send and what must come back.</summary>
internal sealed record Case(string Name, byte[][] Frames, Expect Expect, int CloseCode = 0)
{
    public override string ToString() => Name;
}

/// <summary>The cases of the Autobahn suite's protocol chapters that apply to a server which never compresses, in words of our own.</summary>
internal static class Cases
{
    private const byte Fin = 0x80;
    private const byte Continuation = 0x0;
    private const byte Text = 0x1;
    private const byte Binary = 0x2;
    private const byte CloseOp = 0x8;
    private const byte Ping = 0x9;
    private const byte Pong = 0xA;

    public static IEnumerable<Case> All => [.. Lengths(), .. PingsAndPongs(), .. ReservedBits(), .. Opcodes(), .. Fragments(), .. Utf8(), .. Closes(), .. Masks()];

    private static IEnumerable<Case> Lengths() =>
        from size in (int[])[1, 125, 126, 127, 128, 65_535, 65_536, 200_000]
        select new Case($"binary of {size} bytes", [Frame(Fin | Binary, new byte[size])], Expect.NotAJpeg);

    private static IEnumerable<Case> PingsAndPongs() =>
    [
        new("ping without payload", [Frame(Fin | Ping, [])], Expect.Pongs),
        new("ping with text", [Frame(Fin | Ping, "hello"u8.ToArray())], Expect.Pongs),
        new("ping with the longest payload", [Frame(Fin | Ping, [.. Enumerable.Repeat((byte)0xFE, 125)])], Expect.Pongs),
        new("ping over the longest payload", [Frame(Fin | Ping, new byte[126])], Expect.Close, 1002),
        new("ten pings in a row", [.. Enumerable.Range(0, 10).Select(i => Frame(Fin | Ping, [(byte)i]))], Expect.Pongs),
        new("pong nobody asked for", [Frame(Fin | Pong, "x"u8.ToArray())], Expect.Silence),
        new("pong nobody asked for, then a ping", [Frame(Fin | Pong, []), Frame(Fin | Ping, "y"u8.ToArray())], Expect.Pongs),
    ];

    private static IEnumerable<Case> ReservedBits() =>
        from bits in (byte[])[0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70]
        from opcode in (byte[])[Text, Binary, Ping, CloseOp]
        select new Case($"reserved bits {bits >> 4} on opcode {opcode}", [Frame((byte)(Fin | bits | opcode), [])], Expect.Close, 1002);

    private static IEnumerable<Case> Opcodes() =>
        from opcode in (byte[])[3, 4, 5, 6, 7, 11, 12, 13, 14, 15]
        from payload in (int[])[0, 5]
        select new Case($"reserved opcode {opcode} with {payload} bytes", [Frame((byte)(Fin | opcode), new byte[payload])], Expect.Close, 1002);

    private static IEnumerable<Case> Fragments() =>
    [
        new("binary in two fragments", [Frame(Binary, [1, 2]), Frame(Fin | Continuation, [3])], Expect.NotAJpeg),
        new("binary in many fragments, some empty", [Frame(Binary, []), .. Enumerable.Repeat(Frame(Continuation, [1]), 50), Frame(Fin | Continuation, [])], Expect.NotAJpeg),
        new("binary byte by byte on the wire", [.. Frame(Fin | Binary, [1, 2, 3]).Select(b => new[] { b })], Expect.NotAJpeg),
        new("ping between fragments", [Frame(Binary, [1]), Frame(Fin | Ping, "in between"u8.ToArray())], Expect.Pongs),
        new("fragmented ping", [Frame(Ping, [1]), Frame(Fin | Continuation, [2])], Expect.Close, 1002),
        new("continuation of nothing", [Frame(Fin | Continuation, [1])], Expect.Close, 1002),
        new("unfinished continuation of nothing", [Frame(Continuation, [1])], Expect.Close, 1002),
        new("new message within a message", [Frame(Binary, [1]), Frame(Fin | Binary, [2])], Expect.Close, 1002),
        new("text within a binary message", [Frame(Binary, [1]), Frame(Fin | Text, "x"u8.ToArray())], Expect.Close, 1002),
    ];

    private static IEnumerable<Case> Utf8() =>
    [
        new("text of two-, three- and four-byte characters", [Frame(Fin | Text, Encoding.UTF8.GetBytes("κόσμε 世界 🂡"))], Expect.NotAFrame),
        new("text split within a character", [Frame(Text, [0xCE]), Frame(Fin | Continuation, [0xBA])], Expect.NotAFrame),
        new("empty text", [Frame(Fin | Text, [])], Expect.NotAFrame),
        .. from bad in (byte[][])[[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xCE], [0xCE, 0x28], [0x80]]
           select new Case($"invalid UTF-8 {Convert.ToHexString(bad)}", [Frame(Fin | Text, bad)], Expect.Close, 1007),
    ];

    private static IEnumerable<Case> Closes() =>
    [
        new("close without a code", [Frame(Fin | CloseOp, [])], Expect.Close, 1000),
        .. from code in (int[])[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999]
           select new Case($"close with {code}", [Frame(Fin | CloseOp, CloseWith(code))], Expect.Close, 1000),
        new("close with a reason", [Frame(Fin | CloseOp, [.. CloseWith(1000), .. "bye"u8])], Expect.Close, 1000),
        new("frame after a close", [Frame(Fin | CloseOp, CloseWith(1000)), Frame(Fin | Binary, [1])], Expect.Close, 1000),
        new("close with half a code", [Frame(Fin | CloseOp, [3])], Expect.Close, 1002),
        new("close with a payload that is too long", [Frame(Fin | CloseOp, [.. CloseWith(1000), .. new byte[124]])], Expect.Close, 1002),
        .. from code in (int[])[0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65_535]
           select new Case($"close with {code}, which may not be sent", [Frame(Fin | CloseOp, CloseWith(code))], Expect.Close, 1002),
    ];

    private static IEnumerable<Case> Masks() =>
    [
        new("frame without a mask", [RawSocket.Frame(Fin | Binary, new byte[30], masked: false)], Expect.Close, 1002),
    ];

    private static byte[] CloseWith(int code) => [(byte)(code >> 8), (byte)code];

    private static byte[] Frame(byte first, byte[] payload) => RawSocket.Frame(first, payload);
}
