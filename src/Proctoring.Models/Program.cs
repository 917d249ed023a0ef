using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Proctoring.Models.Commands;

var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
var root = new RootCommand("Fetches, converts and checks the models the platform runs.")
{
    FetchCommand.Create(TimeProvider.System),
    DigestCommand.Create(TimeProvider.System),
    CalibrateCommand.Create(TimeProvider.System),
    AccuracyCommand.Create(TimeProvider.System, environment),
    PrebuildCommand.Create(TimeProvider.System, environment),
};
return await root.Parse(args).InvokeAsync();
