using System.CommandLine;
using System.CommandLine.Parsing;

namespace Proctoring.Models.Commands;

/// <summary>The words of <c>models accuracy</c>.</summary>
internal sealed class AccuracySettings
{
    private readonly Option<string> _models = new("--models")
    {
        Description = "The folder with a folder for each model.",
        DefaultValueFactory = _ => "models",
    };

    private readonly Option<string> _model = new("--model")
    {
        Description = "Name of the model's folder.",
        DefaultValueFactory = _ => "nanodet-g",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "A folder of images/*.jpg, labels/*.txt (YOLO) and classes.txt.",
    };

    private readonly Option<string?> _scenes = new("--scenes") { Description = "A folder of drawn scenes and their scenes.json." };

    private readonly Option<Uri?> _pod = new("--pod")
    {
        Description = "gRPC address of an inference pod that serves the model, e.g. http://127.0.0.1:8001; without it the model runs in this process.",
        CustomParser = Address,
    };

    private readonly Option<string> _report = new("--report")
    {
        Description = "Where the figures go as JSON.",
        DefaultValueFactory = _ => Path.Combine("artifacts", "accuracy.json"),
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_models, _model, _data, _scenes, _pod, _report]) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_data) is null && result.GetValue(_scenes) is null) result.AddError("Name --data, --scenes or both.");
        });
    }

    private static Uri? Address(ArgumentResult argument)
    {
        if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return address;
        argument.AddError($"'{argument.Tokens[0].Value}' is no address such as http://127.0.0.1:8001.");
        return null;
    }

    public string Model(ParseResult parsed) => Path.Combine(parsed.GetRequiredValue(_models), parsed.GetRequiredValue(_model));

    public string? Data(ParseResult parsed) => parsed.GetValue(_data);

    public string? Scenes(ParseResult parsed) => parsed.GetValue(_scenes);

    public Uri? Pod(ParseResult parsed) => parsed.GetValue(_pod);

    public string Report(ParseResult parsed) => parsed.GetRequiredValue(_report);
}
