using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>What goes wrong when a provider is tried, and the reason in one line.</summary>
internal static class ProviderFailure
{
    private const int MaxLength = 400;
    private const string RuntimePrefix = "[ONNXRuntimeError] : 1 : FAIL : ";

    /// <summary>Whether an exception means that a provider cannot be had, rather than that this code is wrong.</summary>
    /// <remarks>A native library that was built without a provider has no entry point for it; one that lacks its own dependencies throws from ONNX Runtime.</remarks>
    public static bool IsExpected(Exception e) =>
        e is ProviderUnavailableException or OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException or NotSupportedException;

    public static string Sentence(Exception e) => e switch
    {
        EntryPointNotFoundException => "the native ONNX Runtime of this build does not have it",
        DllNotFoundException => OneLine($"a native library is missing: {e.Message}"),
        _ => OneLine(e.Message),
    };

    private static string OneLine(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var line = string.Join(' ', words.SkipWhile(word => word.StartsWith("[ErrorCode:", StringComparison.Ordinal))).TrimEnd('.');
        // ONNX Runtime puts the place in its own source in front.
        if (line.LastIndexOf(RuntimePrefix, StringComparison.Ordinal) is >= 0 and var at) line = line[(at + RuntimePrefix.Length)..];
        return line.Length > MaxLength ? line[..MaxLength] + "…" : line;
    }
}
