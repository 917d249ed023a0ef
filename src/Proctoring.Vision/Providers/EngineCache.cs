using Microsoft.ML.OnnxRuntime;
using Proctoring.Vision.Manifests;

namespace Proctoring.Vision.Providers;

/// <summary>
/// Where built engines are kept: <c>&lt;root&gt;/&lt;model hash&gt;-&lt;ONNX Runtime&gt;-&lt;TensorRT&gt;-&lt;GPU&gt;/</c>, since an engine is valid for
/// exactly those four. A cache that cannot be used costs a build at each start, never the start itself.
/// </summary>
/// <param name="root">Folder of all caches; null for none.</param>
/// <param name="facts">TensorRT and the GPU; asked when first needed.</param>
/// <param name="complain">Hears why the cache is not used.</param>
/// <param name="freeBytes">Room left on the volume of a folder; the system's answer unless given.</param>
internal sealed class EngineCache(string? root, Func<NvidiaFacts> facts, Action<string> complain, Func<string, long>? freeBytes = null)
{
    /// <summary>Engines of one model and its timings: some 20–200 MB. On a volume with less than this they would be cut off.</summary>
    private const long LeastFreeBytes = 512L << 20;

    private string? _folder;
    private bool _wasCleared;

    /// <summary>The folder for this model's engines, ready to be written to. Null when there is to be no cache.</summary>
    /// <exception cref="ProviderUnavailableException">TensorRT or the GPU is not there.</exception>
    public string? Open(ModelFile file)
    {
        var (tensorRt, gpu) = facts();
        if (root is null) return _folder = null;
        var folder = Path.Combine(root, $"{file.Manifest.Sha256[..16]}-{OrtEnv.Instance().GetVersionString()}-{tensorRt}-{gpu}");
        return _folder = IsUsable(folder) ? folder : null;
    }

    /// <summary>Throws away what the cache holds for the model it was last opened for: it may be corrupt. Once; false when there was nothing to throw away.</summary>
    public bool Clear()
    {
        if (_wasCleared || _folder is null || !Directory.Exists(_folder) || !Directory.EnumerateFileSystemEntries(_folder).Any()) return false;
        _wasCleared = true;
        complain($"The engines in {_folder} cannot be used and are built anew");
        Directory.Delete(_folder, recursive: true);
        return true;
    }

    private bool IsUsable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, ".probe-" + Environment.ProcessId);
            File.WriteAllText(probe, "");
            File.Delete(probe);
            if (Directory.EnumerateFiles(folder).Any()) return true; // reading needs no room
            var free = freeBytes?.Invoke(folder) ?? new DriveInfo(folder).AvailableFreeSpace;
            if (free >= LeastFreeBytes) return true;
            complain($"{folder} has {free >> 20:N0} MiB left, too little for engines; they are built at every start");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            complain($"{folder} cannot be written to ({e.Message}); engines are built at every start");
        }
        return false;
    }
}
