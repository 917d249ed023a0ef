using System.Runtime.InteropServices;

namespace Proctoring.Vision.Running;

/// <summary>
/// ONNX Runtime for Linux reports its use to mobile.events.data.microsoft.com and keeps a database in the user's cache folder.
/// Nothing leaves a proctoring server but what its operator configured.
/// </summary>
public static class OnnxRuntimeTelemetry
{
    /// <summary>Call before anything else of ONNX Runtime: its own switch, <c>OrtEnv.DisableTelemetryEvents</c>, comes after the database is open.</summary>
    public static void TurnOff() => _ = SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1", 1);

    // .NET's own method changes a copy that native code does not see.
    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironmentVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
