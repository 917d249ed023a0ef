namespace Proctoring.Hosting.Telemetry.Logs;

/// <summary>How the log is written to stdout. Section <c>Logs</c>; levels are section <c>Logging</c>, as in every .NET program.</summary>
public sealed class LogOptions
{
    /// <summary>Text, a line for people, or Json, an object a line for programs. Default Text.</summary>
    public LogFormat Format { get; set; }
}

public enum LogFormat
{
    Text,
    Json,
}
