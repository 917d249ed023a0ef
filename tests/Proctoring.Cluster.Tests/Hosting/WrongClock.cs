using System.Diagnostics;
using System.Globalization;

namespace Proctoring.Cluster.Tests.Hosting;

/// <summary>
/// A wall clock that is wrong, for one process: a library loaded before all others. It leaves waiting alone. What can be installed for
/// the purpose does not: with libfaketime 0.9.10 .NET's waits with a time-out end at once, so that Redis seems to be away.
/// </summary>
internal static class WrongClock
{
    private const string Compiler = "/usr/bin/gcc";

    private const string Code = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <stdlib.h>
        #include <time.h>

        int clock_gettime(clockid_t clock, struct timespec *now)
        {
            static int (*real)(clockid_t, struct timespec *);
            static long seconds;
            if (!real) {
                seconds = atol(getenv("WRONG_CLOCK_SECONDS"));
                real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
            }
            int result = real(clock, now);
            if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += seconds;
            return result;
        }
        """;

    /// <param name="folder">For the library; somebody else's to delete.</param>
    /// <returns>What the process has in its environment.</returns>
    public static async Task<Dictionary<string, string>> ByAsync(TimeSpan offset, string folder)
    {
        Assert.True(File.Exists(Compiler), $"Install gcc and libc6-dev: there is no {Compiler}.");
        var (source, library) = (Path.Combine(folder, "wrong-clock.c"), Path.Combine(folder, "wrong-clock.so"));
        await File.WriteAllTextAsync(source, Code);
        using var compiler = Process.Start(Compiler, ["-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"]);
        await compiler.WaitForExitAsync();
        Assert.Equal(0, compiler.ExitCode);
        return new Dictionary<string, string> { ["LD_PRELOAD"] = library, ["WRONG_CLOCK_SECONDS"] = offset.TotalSeconds.ToString(CultureInfo.InvariantCulture) };
    }
}
