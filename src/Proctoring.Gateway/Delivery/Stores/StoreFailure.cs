using System.Net;
using Amazon.Runtime;
using Azure;

namespace Proctoring.Gateway.Delivery.Stores;

/// <summary>Why a store did not do what it was asked to.</summary>
internal enum FailureKind
{
    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>It has too much to do, or fails: 429 and 5xx.</summary>
    Busy,

    /// <summary>It said no: credentials, a missing container or bucket, a full disk.</summary>
    Refused,

    /// <summary>No connection.</summary>
    Unreachable,
}

internal static class StoreFailure
{
    /// <param name="isLate">Whether the attempt's time was up.</param>
    public static FailureKind Of(Exception exception, bool isLate)
    {
        if (isLate) return FailureKind.Timeout;
        return exception switch
        {
            RequestFailedException { Status: > 0 } e => Of(e.Status),
            AmazonServiceException { StatusCode: > 0 } e => Of((int)e.StatusCode),
            TimeoutException or OperationCanceledException => FailureKind.Timeout,
            HttpIOException => FailureKind.Unreachable, // a connection that broke
            IOException or UnauthorizedAccessException => FailureKind.Refused,
            _ => FailureKind.Unreachable,
        };
    }

    private static FailureKind Of(int status) => status is >= 500 or (int)HttpStatusCode.TooManyRequests ? FailureKind.Busy : FailureKind.Refused;
}
