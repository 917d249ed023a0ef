using System.Collections.Concurrent;
using System.Diagnostics;

namespace Proctoring.Testing.Redis;

/// <summary>Servers that nobody has disposed when the tests end, such as those of a test that failed while it was set up.</summary>
internal static class Orphans
{
    private static readonly ConcurrentDictionary<Process, bool> Running = new();

    static Orphans() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var process in Running.Keys) process.Kill();
    };

    public static void Add(Process process) => Running[process] = true;

    public static void Remove(Process process) => Running.TryRemove(process, out _);
}
