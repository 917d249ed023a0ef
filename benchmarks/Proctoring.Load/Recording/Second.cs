namespace Proctoring.Load.Recording;

/// <summary>What happened in one second. Many write.</summary>
internal sealed class Second
{
    public int Sent;
    public int Verdicts;
    public int Superseded;
    public int Errors;
    public int Connects;
    public int Ends;
    public int Connected;

    public Histogram Latency { get; } = new();
}
