namespace Proctoring.Capacity.Simulation;

/// <summary>The gateways there are, those that come, and where the edge sends handshakes.</summary>
internal sealed class GatewayFleet
{
    private readonly Conditions _conditions;
    private readonly Arrivals _arrivals;
    private readonly List<SimulatedGateway> _gateways = [];
    private readonly List<int> _endpoints = [];
    private double _usedBefore;
    private double _replacedAt = double.PositiveInfinity;
    private double _noticedAt = double.PositiveInfinity;
    private int _lost;

    public GatewayFleet(Conditions conditions)
    {
        _conditions = conditions;
        _arrivals = new Arrivals(conditions.GatewayStart, conditions.NodeStart, conditions.Spare);
        for (var i = 0; i < conditions.Gateways; i++) Add();
    }

    public int Ready { get; private set; }

    public SimulatedGateway this[int index] => _gateways[index];

    /// <summary>Where a handshake goes; −1 where there is no gateway.</summary>
    public int Pick(ref Chance chance) => _endpoints.Count == 0 ? -1 : _endpoints[chance.Below(_endpoints.Count)];

    /// <summary>A ready gateway that nobody counted before.</summary>
    public void Add()
    {
        _gateways.Add(new SimulatedGateway(_gateways.Count % _conditions.Zones, _conditions.SocketsPerSecond, _conditions.SocketBurst, _conditions.MaxSockets));
        _endpoints.Add(_gateways.Count - 1);
        Ready++;
    }

    /// <summary>Takes it out of the service; it keeps its sockets.</summary>
    public void Leave(int index)
    {
        _gateways[index].State = PodState.Leaving;
        _endpoints.Remove(index);
        Ready--;
    }

    /// <summary>A zone is gone. The edge goes on sending there until it notices, and nothing comes in its place until its pods are evicted.</summary>
    public void Kill(int zone, double now)
    {
        foreach (var gateway in _gateways.Where(gateway => gateway.Zone == zone && gateway.State == PodState.Ready))
        {
            (gateway.State, gateway.IsTrap) = (PodState.Gone, true);
            _lost++;
        }
        Ready -= _lost;
        (_noticedAt, _replacedAt) = (now + _conditions.EdgeNotices, now + _conditions.Evicted);
    }

    public void EverySecond(double now)
    {
        for (var coming = _arrivals.Take(now); coming > 0; coming--) Add();
        if (now >= _noticedAt)
        {
            _endpoints.RemoveAll(index => _gateways[index].IsTrap);
            _noticedAt = double.PositiveInfinity;
        }
        if (now >= _replacedAt)
        {
            _arrivals.Start(_lost, Ready, now);
            (_lost, _replacedAt) = (0, double.PositiveInfinity);
        }
        if (now % _conditions.Sync == 0) Scale(now);
    }

    private void Scale(double now)
    {
        var used = 0.0;
        foreach (var gateway in _gateways)
        {
            if (gateway.State != PodState.Gone)
                used += Math.Min(_conditions.CpuLimit, _conditions.CpuOfGateway + gateway.Sockets * _conditions.CpuOfCandidate + gateway.Handshakes / _conditions.Sync * _conditions.CpuOfConnection) / _conditions.CpuRequest;
            gateway.Handshakes = 0;
        }
        var pods = Ready + _arrivals.Count + _lost; // the lost still count as pods, which use nothing
        _arrivals.Start(Autoscaler.Wanted(pods, _usedBefore, _conditions.CpuTarget, _conditions.MostGateways) - pods, Ready, now);
        _usedBefore = used; // the metrics of one sync are those of the time before
    }
}
