namespace Proctoring.Capacity.Simulation;

/// <summary>A rolling restart as the Deployment does it: so many new ones at a time; when they are ready as many old ones leave, and close their sockets after preStop.</summary>
internal sealed class Rollout(Conditions conditions, int gateways)
{
    private readonly Queue<(double At, int First, int End)> _closing = new();
    private int _next; // the first old one that has not left
    private double _readyAt = double.PositiveInfinity;

    public bool IsOver => _next >= gateways && _closing.Count == 0;

    public void Begin(double now) => _readyAt = now + conditions.GatewayStart;

    /// <summary>Gateways that close their sockets now: the first, and the end. Empty in most seconds.</summary>
    public (int First, int End) EverySecond(double now, GatewayFleet fleet)
    {
        if (now >= _readyAt)
        {
            var end = Math.Min(gateways, _next + conditions.Surge);
            for (var i = _next; i < end; i++)
            {
                fleet.Add();
                fleet.Leave(i);
            }
            _closing.Enqueue((now + conditions.PreStop, _next, end));
            _next = end;
            _readyAt = _next < gateways ? now + conditions.GatewayStart : double.PositiveInfinity;
        }
        if (!_closing.TryPeek(out var batch) || batch.At > now) return (0, 0);
        _closing.Dequeue();
        for (var i = batch.First; i < batch.End; i++) fleet[i].State = PodState.Gone;
        return (batch.First, batch.End);
    }
}
