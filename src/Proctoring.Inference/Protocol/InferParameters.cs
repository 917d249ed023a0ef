using Google.Protobuf.Collections;
using Proctoring.Contracts.OpenInference;
using static Proctoring.Contracts.OpenInference.DetectorContract;
using Choice = Proctoring.Contracts.OpenInference.InferParameter.ParameterChoiceOneofCase;

namespace Proctoring.Inference.Protocol;

/// <summary>The parameters of a request that mean something here; others are ignored, as the protocol wants.</summary>
internal readonly record struct InferParameters(string? Sequence, TimeSpan? Timeout, int Priority, bool Gray, float? ScoreFloor, long? Drawn)
{
    private const int MaxSequenceLength = 128;

    public static bool TryRead(MapField<string, InferParameter> parameters, out InferParameters read, out string complaint)
    {
        read = default;
        complaint = "";
        foreach (var (name, parameter) in parameters)
        {
            if (!read.TryTake(name, parameter, out read, out complaint)) return false;
        }
        return true;
    }

    private bool TryTake(string name, InferParameter parameter, out InferParameters next, out string complaint)
    {
        next = this;
        complaint = "";
        switch (name)
        {
            case Asks.Sequence:
                if (TrySequence(parameter, out var sequence)) next = this with { Sequence = sequence };
                else complaint = $"{name} is a number or a string of at most {MaxSequenceLength} characters.";
                break;
            case Asks.Timeout:
                if (!TryWhole(parameter, out var microseconds)) complaint = $"{name} is a whole number of microseconds, 0 for none.";
                else if (microseconds > 0) next = this with { Timeout = TimeSpan.FromMicroseconds(Math.Min(microseconds, TimeSpan.MaxValue.Ticks / 100)) };
                break;
            case Asks.Priority:
                if (TryWhole(parameter, out var priority)) next = this with { Priority = (int)Math.Min(priority, int.MaxValue) };
                else complaint = $"{name} is a whole number, 1 for the first.";
                break;
            case Asks.Gray:
                if (parameter.ParameterChoiceCase == Choice.BoolParam) next = this with { Gray = parameter.BoolParam };
                else complaint = $"{name} is true or false.";
                break;
            case Asks.Drawn:
                if (TryWhole(parameter, out var drawn)) next = this with { Drawn = drawn };
                else complaint = $"{name} is a whole number.";
                break;
            case Asks.ScoreFloor:
                if (parameter.ParameterChoiceCase == Choice.DoubleParam && parameter.DoubleParam is > 0 and < 1) next = this with { ScoreFloor = (float)parameter.DoubleParam };
                else complaint = $"{name} is a number between 0 and 1.";
                break;
        }
        return complaint.Length == 0;
    }

    // Empty and 0 mean none.
    private static bool TrySequence(InferParameter parameter, out string? sequence)
    {
        sequence = parameter.ParameterChoiceCase == Choice.StringParam ? parameter.StringParam : null;
        if (sequence is null && TryWhole(parameter, out var number)) sequence = number == 0 ? "" : number.ToString();
        if (sequence is null or { Length: > MaxSequenceLength }) return false;
        if (sequence.Length == 0) sequence = null;
        return true;
    }

    private static bool TryWhole(InferParameter parameter, out long number)
    {
        (var known, number) = parameter.ParameterChoiceCase switch
        {
            Choice.Int64Param => (parameter.Int64Param >= 0, parameter.Int64Param),
            Choice.Uint64Param => (true, (long)Math.Min(parameter.Uint64Param, long.MaxValue)),
            _ => (false, 0L),
        };
        return known;
    }
}
