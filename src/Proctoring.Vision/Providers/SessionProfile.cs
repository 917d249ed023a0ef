using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>The file that a session writes while it is profiled. Gone once this is disposed, whatever became of the session's run.</summary>
internal sealed class SessionProfile(InferenceSession session) : IDisposable
{
    private string? _path;

    /// <summary>
    /// Asks for a profile under a name of its own: ONNX Runtime's lies in the working folder, and is another session's too in the
    /// same millisecond.
    /// </summary>
    public static void RequestOf(SessionOptions options)
    {
        // In this order: turning profiling on takes the prefix as it is then.
        options.ProfileOutputPathPrefix = Path.Combine(Path.GetTempPath(), $"proctoring-profile-{Guid.NewGuid():N}");
        options.EnableProfiling = true;
    }

    /// <summary>Removes what a session that could not be made has begun to write.</summary>
    public static void Discard(SessionOptions options)
    {
        var (folder, name) = (Path.GetDirectoryName(options.ProfileOutputPathPrefix), Path.GetFileName(options.ProfileOutputPathPrefix));
        if (string.IsNullOrEmpty(folder)) return; // none was asked for
        foreach (var path in Directory.EnumerateFiles(folder, name + "*")) File.Delete(path);
    }

    /// <summary>Ends the profile; returns its path.</summary>
    public string End() => _path ??= session.EndProfiling();

    public void Dispose() => File.Delete(End());
}
