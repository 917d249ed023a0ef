using System.Runtime.InteropServices;
using System.Text;

namespace Proctoring.Vision.Providers;

/// <summary>What an engine depends on besides the model: asked of NVIDIA's own libraries, which may not be there.</summary>
/// <param name="TensorRt">E.g. <c>10.13.0</c>.</param>
/// <param name="Gpu">Name and compute capability, e.g. <c>NVIDIA-L4-8.9</c>.</param>
internal sealed record NvidiaFacts(string TensorRt, string Gpu)
{
    private const string TensorRtLibrary = "libnvinfer.so.10";
    private const string DriverLibrary = "libcuda.so.1";
    private const int ComputeCapabilityMajor = 75;
    private const int ComputeCapabilityMinor = 76;

    /// <exception cref="ProviderUnavailableException">A library or the GPU is missing.</exception>
    public static NvidiaFacts Read(int device)
    {
        var version = Function<Version>(TensorRtLibrary, "getInferLibVersion")();
        return new NvidiaFacts($"{version / 10_000}.{version / 100 % 100}.{version % 100}", Name(device));
    }

    private static string Name(int device)
    {
        Require(Function<Init>(DriverLibrary, "cuInit")(0), "cuInit");
        Require(Function<DeviceGet>(DriverLibrary, "cuDeviceGet")(out var handle, device), "cuDeviceGet");
        var name = new byte[256];
        Require(Function<DeviceGetName>(DriverLibrary, "cuDeviceGetName")(name, name.Length, handle), "cuDeviceGetName");
        var attribute = Function<DeviceGetAttribute>(DriverLibrary, "cuDeviceGetAttribute");
        Require(attribute(out var major, ComputeCapabilityMajor, handle), "cuDeviceGetAttribute");
        Require(attribute(out var minor, ComputeCapabilityMinor, handle), "cuDeviceGetAttribute");
        return $"{Encoding.ASCII.GetString(name).TrimEnd('\0').Replace(' ', '-')}-{major}.{minor}";
    }

    private static void Require(int result, string call)
    {
        if (result != 0) throw new ProviderUnavailableException($"no usable NVIDIA GPU: {call} gave {result}");
    }

    private static TDelegate Function<TDelegate>(string library, string name)
        where TDelegate : Delegate
    {
        if (!NativeLibrary.TryLoad(library, out var handle)) throw new ProviderUnavailableException($"{library} is not there");
        if (!NativeLibrary.TryGetExport(handle, name, out var address)) throw new ProviderUnavailableException($"{library} has no {name}");
        return Marshal.GetDelegateForFunctionPointer<TDelegate>(address);
    }

    private delegate int Version();

    private delegate int Init(uint flags);

    private delegate int DeviceGet(out int device, int ordinal);

    private delegate int DeviceGetName(byte[] name, int length, int device);

    private delegate int DeviceGetAttribute(out int value, int attribute, int device);
}
