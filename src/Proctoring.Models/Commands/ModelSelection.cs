using System.CommandLine;
using Proctoring.Models.Fetching;

namespace Proctoring.Models.Commands;

/// <summary>The words every command takes to say which models it means.</summary>
internal sealed class ModelSelection
{
    private readonly Option<DirectoryInfo> _models = new("--models")
    {
        Description = "The folder with a folder for each model.",
        DefaultValueFactory = _ => new DirectoryInfo("models"),
    };

    private readonly Argument<string[]> _names = new("name")
    {
        Description = "Names of model folders; all of them if none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public void AddTo(Command command)
    {
        command.Add(_models);
        command.Add(_names);
    }

    /// <summary>The selected models' folders.</summary>
    public IReadOnlyList<string> Folders(ParseResult parsed) =>
        ModelFolders.Find(parsed.GetRequiredValue(_models).ToString(), parsed.GetValue(_names) ?? []);
}
