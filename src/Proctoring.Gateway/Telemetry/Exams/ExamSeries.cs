using Prometheus;

namespace Proctoring.Gateway.Telemetry.Exams;

/// <summary>What is counted for one exam.</summary>
/// <param name="Index">Its place in <see cref="ExamDirectory.Names"/>.</param>
internal sealed record ExamSeries(int Index, Counter.Child Marks, Counter.Child BlindWithPhone, Histogram.Child Verdicts);
