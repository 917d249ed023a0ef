namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>
/// Threads for everybody else while Sentinels choose a new primary. The client library blocks threads of the pool meanwhile, for
/// seconds, and a pool of two cores, which adds a thread each half second, would have none left for frames: marks came four seconds
/// late. Not kept all the time, for so many threads cost a tenth more of the processor.
/// </summary>
internal sealed class SpareThreads
{
    private const int Spare = 16;

    private readonly int _usual;
    private readonly int _ports;

    public SpareThreads() => ThreadPool.GetMinThreads(out _usual, out _ports);

    public void Provide() => ThreadPool.SetMinThreads(Math.Max(_usual, Spare), _ports);

    public void Release() => ThreadPool.SetMinThreads(_usual, _ports);
}
