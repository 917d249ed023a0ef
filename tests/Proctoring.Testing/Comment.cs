using System.Buffers.Binary;
using System.Text;

namespace Proctoring.Testing;

/// <summary>Writes and reads a JPEG's comment segment (ITU-T T.81, B.2.4.5), where scripted detections travel.</summary>
public static class Comment
{
    /// <summary>The JPEG with <paramref name="text"/> as its first segment.</summary>
    public static byte[] Add(ReadOnlySpan<byte> jpeg, string text)
    {
        var comment = Encoding.UTF8.GetBytes(text);
        var result = new byte[jpeg.Length + 4 + comment.Length];
        jpeg[..2].CopyTo(result);
        (result[2], result[3]) = (0xFF, 0xFE);
        BinaryPrimitives.WriteUInt16BigEndian(result.AsSpan(4), (ushort)(2 + comment.Length));
        comment.CopyTo(result, 6);
        jpeg[2..].CopyTo(result.AsSpan(6 + comment.Length));
        return result;
    }

    /// <summary>The text of a comment that <see cref="Add"/> wrote; null when there is none.</summary>
    public static string? Read(ReadOnlySpan<byte> jpeg)
    {
        if (jpeg.Length < 6 || jpeg[2] != 0xFF || jpeg[3] != 0xFE) return null;
        return Encoding.UTF8.GetString(jpeg.Slice(6, BinaryPrimitives.ReadUInt16BigEndian(jpeg[4..]) - 2));
    }
}
