using Microsoft.ML.OnnxRuntime;

namespace Proctoring.Vision.Providers;

/// <summary>Providers that come as libraries of their own. Each is registered once a process and stays until its end.</summary>
internal static class PluginLibrary
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, string> Registered = [];

    /// <summary>The devices that a library offers here, of those that have every given property.</summary>
    /// <param name="path">The library's file.</param>
    /// <param name="properties">Names and values of device metadata, e.g. <c>ov_device</c> = <c>CPU</c>.</param>
    /// <exception cref="ProviderUnavailableException">There is no such library, it is no provider, or none of its devices fits.</exception>
    public static IReadOnlyList<OrtEpDevice> Devices(string runtimeName, string path, IReadOnlyDictionary<string, string> properties)
    {
        Register(runtimeName, Path.GetFullPath(path)); // a relative path would be looked up beside the runtime
        OrtEpDevice[] offered = [.. OrtEnv.Instance().GetEpDevices().Where(device => device.EpName == runtimeName)];
        OrtEpDevice[] fitting = [.. offered.Where(device => properties.All(p => device.EpMetadata.Entries.GetValueOrDefault(p.Key) == p.Value))];
        if (fitting.Length > 0) return fitting;
        var wanted = string.Join(", ", properties.Select(p => $"{p.Key} {p.Value}"));
        var had = offered.Length == 0 ? "it offers none at all" : $"it offers {string.Join(", ", offered.Select(device => Describe(device, properties.Keys)))}";
        throw new ProviderUnavailableException($"{path} offers no device{(wanted.Length > 0 ? " with " + wanted : "")} on this machine ({had})");
    }

    private static void Register(string runtimeName, string path)
    {
        lock (Gate)
        {
            if (Registered.TryGetValue(runtimeName, out var present))
            {
                if (present != path) throw new ProviderUnavailableException($"{runtimeName} was already registered from {present}; a process can have one of a name");
                return;
            }
            if (!File.Exists(path)) throw new ProviderUnavailableException($"there is no library at {path}");
            try
            {
                OrtEnv.Instance().RegisterExecutionProviderLibrary(runtimeName, path);
            }
            catch (OnnxRuntimeException e)
            {
                throw new ProviderUnavailableException($"{path} cannot be registered: {ProviderFailure.Sentence(e)}");
            }
            Registered[runtimeName] = path;
        }
    }

    private static string Describe(OrtEpDevice device, IEnumerable<string> names) =>
        $"{device.HardwareDevice.Type}{string.Concat(names.Select(name => $" with {name} {device.EpMetadata.Entries.GetValueOrDefault(name, "unset")}"))}";
}
