using System.CommandLine;
using System.CommandLine.Parsing;
using Proctoring.Candidate;

var address = new Argument<Uri?>("address") { Description = "Where candidates connect, e.g. ws://proctoring-gateway:8000/ws/proctoring/.", CustomParser = Address };
var timeout = new Option<int>("--timeout") { Description = "Seconds it may take until the phone has been seen.", DefaultValueFactory = _ => 30 };
var token = new Option<FileInfo>("--token-file") { Description = "File with a candidate's token, where the server wants one." }.AcceptExistingOnly();
var root = new RootCommand("A synthetic candidate: shows a drawn phone and succeeds once the server has seen it. Practice only: nothing is marked.") { address, timeout, token };
root.SetAction(async (parsed, cancellationToken) =>
{
    var visit = new Visit(parsed.GetValue(address)!, TimeSpan.FromSeconds(parsed.GetValue(timeout)), TokenOf(parsed.GetValue(token)), TimeProvider.System);
    var (isSeen, sentence) = await visit.RunAsync(cancellationToken);
    await (isSeen ? Console.Out : Console.Error).WriteLineAsync(sentence);
    return isSeen ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

static string? TokenOf(FileInfo? file) => file is null ? null : File.ReadAllText(file.FullName).Trim();

static Uri? Address(ArgumentResult argument)
{
    if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var uri) && uri.Scheme is "ws" or "wss") return uri;
    argument.AddError($"'{argument.Tokens[0].Value}' is no address such as ws://proctoring-gateway:8000/ws/proctoring/.");
    return null;
}
