namespace Proctoring.Vision.Tests.Running;

/// <summary>Tests that count the process's buffers run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MeasuredAlone
{
    public const string Name = "measured alone";
}
