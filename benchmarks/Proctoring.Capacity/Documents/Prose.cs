using System.Text;
using System.Text.RegularExpressions;

namespace Proctoring.Capacity.Documents;

/// <summary>Paragraphs with numbers in them, broken into lines anew: how long a line is depends on the numbers.</summary>
internal static partial class Prose
{
    private const int Width = 140;

    /// <summary>Breaks paragraphs; headings, tables and pictures stay as they are.</summary>
    public static string Wrap(string text) => string.Join("\n\n", text.Split("\n\n").Select(block => IsProse(block) ? WrapBlock(block) : block));

    private static bool IsProse(string block) => block.TrimStart('\n') is { Length: > 0 } start && (char.IsLetterOrDigit(start[0]) || start[0] is '*' or '`');

    private static string WrapBlock(string block)
    {
        var (lines, line) = (new List<string>(), new StringBuilder());
        foreach (var word in Words().Matches(block).Select(match => match.Value))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width)
            {
                lines.Add(line.ToString());
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(word);
        }
        lines.Add(line.ToString());
        return string.Join('\n', lines) + (block.EndsWith('\n') ? "\n" : "");
    }

    // What stands between backticks is one word.
    [GeneratedRegex("(?:`[^`]*`|[^\\s`])+")]
    private static partial Regex Words();
}
