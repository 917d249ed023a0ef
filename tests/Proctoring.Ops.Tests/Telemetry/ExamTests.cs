using Microsoft.Extensions.Options;
using Proctoring.Gateway.Telemetry.Exams;

namespace Proctoring.Ops.Tests.Telemetry;

public sealed class ExamTests
{
    private static readonly TelemetryOptions Named = new()
    {
        Exams = [new NamedExam { Name = "finals", Rooms = ["finals-*", "aula"] }, new NamedExam { Name = "all-halls", Rooms = ["*hall*"] }, new NamedExam { Name = "odd", Rooms = ["what?"] }, new NamedExam { Name = "stars", Rooms = ["a*-*-*"] }],
    };

    [Theory]
    [InlineData("finals-7", "finals")]
    [InlineData("aula", "finals")]
    [InlineData("aula-2", "other")]
    [InlineData("finals-hall", "finals")]
    [InlineData("great-hall-1", "all-halls")]
    [InlineData("Finals-7", "other")]
    [InlineData("what?", "odd")]
    [InlineData("whats", "other")]
    [InlineData("", "other")]
    [InlineData("a-b-c", "stars")]
    [InlineData("ab-c", "other")]
    [InlineData("a--", "stars")]
    [InlineData("a-", "other")]
    public void IndexOf_Room_IsTheFirstExamThatFits(string room, string exam)
    {
        var directory = new ExamDirectory(Options.Create(Named));

        Assert.Equal(exam, directory.Names[directory.IndexOf(room)]);
    }

    [Fact]
    public void Validate_GoodNames_ArePassed() => Assert.Empty(Named.Validate(new(Named)));

    [Theory]
    [InlineData("Finals", "no name of an exam")]
    [InlineData("other", "no name of an exam")]
    [InlineData("", "no name of an exam")]
    [InlineData("twice", "two exams 'twice'")]
    public void Validate_BadName_IsNamed(string name, string words)
    {
        var options = new TelemetryOptions { Exams = [new NamedExam { Name = name, Rooms = ["a"] }, new NamedExam { Name = "twice", Rooms = ["b"] }] };

        Assert.Contains(options.Validate(new(options)), problem => problem.ErrorMessage!.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_TooManyOrWithoutRooms_IsSaid()
    {
        var options = new TelemetryOptions { Exams = [.. Enumerable.Range(0, 51).Select(i => new NamedExam { Name = $"exam-{i}", Rooms = i == 0 ? [] : ["a"] })] };

        Assert.Equal(["There are 51 exams; metrics can tell 50 apart.", "Exam 'exam-0' has no rooms."], options.Validate(new(options)).Select(problem => problem.ErrorMessage!));
    }
}
