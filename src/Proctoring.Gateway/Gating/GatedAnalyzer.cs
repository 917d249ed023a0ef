using Microsoft.Extensions.Options;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Telemetry;
using Proctoring.Gateway.Verdicts;

namespace Proctoring.Gateway.Gating;

/// <summary>Stands before the detector: what shows nothing new does not reach it.</summary>
internal sealed class GatedAnalyzer(IFrameAnalyzer detector, IOptions<GatingOptions> options, IOptions<VerdictOptions> verdicts, GatingMetrics metrics, TimeProvider time)
{
    public IAnalysisLine Open(string sessionId)
    {
        var line = detector.Open(sessionId);
        return options.Value.Enabled ? new GatedLine(line, new Gate(options.Value, verdicts.Value.PhoneScore, metrics), time) : line;
    }
}
