using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Telemetry.Exams;

/// <summary>By what dashboards tell candidates apart. Section <c>Telemetry</c>.</summary>
public sealed partial class TelemetryOptions : IValidatableObject
{
    /// <summary>A metric has a series for each of them.</summary>
    private const int MostExams = 50;

    /// <summary>Exams that metrics name, 50 at most, the first that fits a room counts. Default none: every room is of exam <c>other</c>.</summary>
    public IReadOnlyList<NamedExam> Exams { get; set; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Exams.Count > MostExams) yield return new ValidationResult($"There are {Exams.Count} exams; metrics can tell {MostExams} apart.", [nameof(Exams)]);
        foreach (var exam in Exams)
        {
            if (!Label().IsMatch(exam.Name) || exam.Name == ExamDirectory.Other)
                yield return new ValidationResult($"'{exam.Name}' is no name of an exam: 1–40 small letters, digits or -, and not {ExamDirectory.Other}.", [nameof(Exams)]);
            if (exam.Rooms.Count == 0) yield return new ValidationResult($"Exam '{exam.Name}' has no rooms.", [nameof(Exams)]);
        }
        foreach (var name in Exams.GroupBy(exam => exam.Name).Where(same => same.Count() > 1).Select(same => same.Key))
            yield return new ValidationResult($"There are two exams '{name}'.", [nameof(Exams)]);
    }

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex Label();
}

/// <summary>An exam and where it takes place.</summary>
public sealed class NamedExam
{
    /// <summary>1–40 small letters, digits or -.</summary>
    public string Name { get; set; } = "";

    /// <summary>Its rooms. A * stands for any letters, e.g. <c>finals-*</c>.</summary>
    public IReadOnlyList<string> Rooms { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>;
