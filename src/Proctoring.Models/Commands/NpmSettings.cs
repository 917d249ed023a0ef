using System.CommandLine;
using Proctoring.Models.Fetching;

namespace Proctoring.Models.Commands;

/// <summary>How commands that may have to download call npm.</summary>
internal sealed class NpmSettings
{
    private readonly Option<string> _program = new("--npm") { Description = "The npm client.", DefaultValueFactory = _ => "npm" };

    private readonly Option<int> _timeout = new("--timeout-seconds")
    {
        Description = "How long one download may take.",
        DefaultValueFactory = _ => 900,
    };

    public NpmSettings() => _timeout.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is < 1 or > 86_400) result.AddError("--timeout-seconds must be 1 to 86,400.");
    });

    public void AddTo(Command command)
    {
        command.Add(_program);
        command.Add(_timeout);
    }

    /// <summary>The caller's to dispose.</summary>
    public Packages Packages(ParseResult parsed, TimeProvider time) =>
        new(new NpmClient(parsed.GetRequiredValue(_program), TimeSpan.FromSeconds(parsed.GetValue(_timeout)), time));
}
