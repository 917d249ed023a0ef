namespace Proctoring.Capacity.Simulation;

/// <summary>
/// What an HPA makes of CPU at one sync, as the chart sets it: up at once by as many as there are or by 4, whichever is more, within 15 s;
/// nothing is taken away, since in an exam window that is off, and outside it takes 10 to 15 minutes.
/// </summary>
internal static class Autoscaler
{
    private const double Tolerance = 0.1;
    private const int PodsAtOnce = 4;

    /// <param name="used">What all pods together use, in pods at full request; those that are not ready use nothing.</param>
    /// <param name="target">Share of the request that pods are held at.</param>
    public static int Wanted(int pods, double used, double target, int most)
    {
        if (pods == 0 || used / pods / target <= 1 + Tolerance) return pods;
        var wanted = (int)Math.Ceiling(used / target);
        return Math.Clamp(wanted, pods, Math.Min(most, Math.Max(2 * pods, pods + PodsAtOnce)));
    }
}
