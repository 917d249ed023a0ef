using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using k8s;
using k8s.Autorest;

namespace Proctoring.Gateway.Analysis.Remote.Pods.Slices;

/// <summary>How a watch ended, and so what comes next.</summary>
internal enum WatchEnd
{
    /// <summary>The server's time was up: another watch goes on from there.</summary>
    Over,

    /// <summary>What was seen is too old to go on from: everything is listed again.</summary>
    Gone,

    /// <summary>Neither events nor an end came in time: the line is dead though nobody said so.</summary>
    Hung,

    /// <summary>Anything else: everything is listed again after a pause.</summary>
    Failed,
}

internal static class WatchEnds
{
    /// <summary>What ends a request without being anybody's bug.</summary>
    public static bool IsExpected(Exception e) =>
        e is HttpOperationException or KubernetesException or HttpRequestException or IOException or SocketException or JsonException or OperationCanceledException;

    public static WatchEnd Of(Exception e) => e switch
    {
        HttpOperationException { Response.StatusCode: HttpStatusCode.Gone } or KubernetesException { Status.Code: (int)HttpStatusCode.Gone } => WatchEnd.Gone,
        _ => WatchEnd.Failed,
    };

    /// <summary>For people: what the server says, or what broke.</summary>
    public static string Describe(Exception e) => e switch
    {
        HttpOperationException http => $"the API server answered {(int)http.Response.StatusCode} {http.Response.StatusCode}",
        KubernetesException kubernetes => kubernetes.Status?.Message ?? kubernetes.Message,
        OperationCanceledException => "no answer came in time",
        _ => e.Message,
    };
}
