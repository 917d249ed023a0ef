namespace Proctoring.Models.Tests.Fetching;

/// <summary>
/// Tests that start processes take turns: a script another test still writes while a process is forked cannot be run ("Text file busy").
/// </summary>
[CollectionDefinition(Name)]
public sealed class ProcessCollection
{
    public const string Name = "processes";
}
