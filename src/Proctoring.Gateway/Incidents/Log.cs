namespace Proctoring.Gateway.Incidents;

internal static partial class Log
{
    [LoggerMessage(1601, LogLevel.Warning, "Incidents cannot be stored just now: {Reason} They are kept and stored later.")]
    public static partial void NotStored(ILogger logger, string reason);

    [LoggerMessage(1602, LogLevel.Information, "Incidents can be stored again.")]
    public static partial void StoredAgain(ILogger logger);

    [LoggerMessage(1603, LogLevel.Error, "Incident {IncidentId} is lost: too many wait to be stored.")]
    public static partial void Lost(ILogger logger, string incidentId);

    [LoggerMessage(1604, LogLevel.Error, "{Count} incidents or their pictures could not be stored before the process ended.")]
    public static partial void LostAtTheEnd(ILogger logger, int count);

    [LoggerMessage(1605, LogLevel.Warning, "Incidents are kept without pictures: Delivery:Store is None.")]
    public static partial void NoStore(ILogger logger);

    [LoggerMessage(1606, LogLevel.Error, "Incident {IncidentId} could not be worked on; it is tried again.")]
    public static partial void Failed(ILogger logger, string incidentId, Exception exception);

    [LoggerMessage(1608, LogLevel.Warning, "Incidents whose time is up could not be removed; it is tried again. {Sentence}")]
    public static partial void ReapingFailed(ILogger logger, string sentence);

    [LoggerMessage(1607, LogLevel.Warning, "The record of incident {IncidentId} cannot be read.")]
    public static partial void Unreadable(ILogger logger, string incidentId, Exception exception);
}
