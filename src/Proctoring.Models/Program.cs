using System.CommandLine;
using Proctoring.Models.Commands;

var root = new RootCommand("Fetches, converts and checks the models the platform runs.")
{
    FetchCommand.Create(TimeProvider.System),
    DigestCommand.Create(TimeProvider.System),
    AccuracyCommand.Create(TimeProvider.System),
};
return await root.Parse(args).InvokeAsync();
