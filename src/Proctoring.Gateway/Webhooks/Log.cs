namespace Proctoring.Gateway.Webhooks;

internal static partial class Log
{
    [LoggerMessage(1901, LogLevel.Warning, "Webhook {Target} was not told of incident {IncidentId}: {Failure}. It is tried again.")]
    public static partial void NotDelivered(ILogger logger, string incidentId, string target, string failure);

    [LoggerMessage(1902, LogLevel.Error, "Webhook {Target} was not told of incident {IncidentId} in {Attempts} attempts: {Failure}. It is a dead letter now.")]
    public static partial void GivenUp(ILogger logger, string incidentId, string target, int attempts, string failure);

    [LoggerMessage(1903, LogLevel.Error, "Notices for webhook {Target} could not be worked on; it is tried again.")]
    public static partial void RoundFailed(ILogger logger, string target, Exception exception);
}
