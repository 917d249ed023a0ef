using Microsoft.Extensions.Options;

namespace Proctoring.Gateway.Telemetry.Exams;

/// <summary>Which exam a room belongs to, for metrics: rooms have no end, exams with a name are few.</summary>
internal sealed class ExamDirectory(IOptions<TelemetryOptions> options)
{
    /// <summary>Every room that no exam names.</summary>
    public const string Other = "other";

    private readonly IReadOnlyList<NamedExam> _exams = options.Value.Exams;

    /// <summary>Every name, <see cref="Other"/> last.</summary>
    public IReadOnlyList<string> Names { get; } = [.. options.Value.Exams.Select(exam => exam.Name), Other];

    /// <summary>Place in <see cref="Names"/>. Asked once a connection.</summary>
    public int IndexOf(string room)
    {
        for (var i = 0; i < _exams.Count; i++)
        {
            foreach (var pattern in _exams[i].Rooms)
            {
                if (RoomPattern.Fits(pattern, room)) return i;
            }
        }
        return _exams.Count;
    }
}
