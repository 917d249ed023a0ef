using Proctoring.Contracts;
using Proctoring.Testing;

namespace Proctoring.Gateway.Tests.Hosting;

/// <summary>Frames for the scripted analyzer.</summary>
internal static class ScriptedFrames
{
    private static readonly byte[] Plain = Scene.Jpeg();

    public static byte[] Nothing { get; } = Seeing("");

    public static byte[] Phone { get; } = Seeing($"{Labels.CellPhone}=0.6");

    /// <summary>A frame of about <paramref name="size"/> bytes: comments fill it up.</summary>
    public static byte[] Padded(int size)
    {
        var frame = Plain;
        while (frame.Length < size) frame = Comment.Add(frame, new string('x', 60_000));
        return Comment.Add(frame, "");
    }

    public static byte[] Seeing(string script) => Comment.Add(Plain, script);
}
