using Grpc.Net.Client.Balancer;

namespace Proctoring.Gateway.Analysis.Remote.Pods;

/// <summary>What <see cref="InferenceOptions.Address"/> says.</summary>
/// <param name="Name">A name whose addresses are the pods; null for a list.</param>
/// <param name="List">The pods of a list; with <see cref="Name"/> that name and its port.</param>
internal sealed record PodAddresses(string? Name, IReadOnlyList<BalancerAddress> List, bool IsSecure)
{
    public const string SliceScheme = "kubernetes";

    private const string DnsScheme = "dns:///";
    private const string WatchedScheme = SliceScheme + ":///";

    /// <summary>Whether the name is that of a service whose endpoint slices tell the pods.</summary>
    public bool IsWatched { get; private init; }

    /// <summary>The namespace of a watched service; null for the gateway's own.</summary>
    public string? NameSpace { get; private init; }

    public int Port => List[0].EndPoint.Port;

    /// <exception cref="FormatException">It cannot be read.</exception>
    public static PodAddresses Parse(string text, bool usesTls) =>
        TryParse(text, usesTls, out var problem) ?? throw new FormatException(problem);

    /// <summary>Why the text cannot be read; null when it can.</summary>
    public static string? ProblemOf(string text, bool usesTls)
    {
        TryParse(text, usesTls, out var problem);
        return problem;
    }

    private static PodAddresses? TryParse(string text, bool usesTls, out string? problem) =>
        text.StartsWith(DnsScheme, StringComparison.Ordinal) ? TryParseName(text, usesTls, out problem)
        : text.StartsWith(WatchedScheme, StringComparison.Ordinal) ? TryParseService(text, usesTls, out problem)
        : TryParseList(text, usesTls, out problem);

    private static PodAddresses? TryParseName(string text, bool usesTls, out string? problem)
    {
        problem = null;
        if (TryReadHost("http://" + text[DnsScheme.Length..], out var uri)) return new PodAddresses(uri.DnsSafeHost, [AddressOf(uri)], usesTls);
        problem = $"'{text}' is no name with a port such as dns:///proctoring-inference:8001.";
        return null;
    }

    private static PodAddresses? TryParseService(string text, bool usesTls, out string? problem)
    {
        problem = null;
        string[] parts = text[WatchedScheme.Length..].Split('/');
        if (parts.Length <= 2 && parts[0].Length > 0 && TryReadHost("http://" + parts[^1], out var uri))
            return new PodAddresses(uri.DnsSafeHost, [AddressOf(uri)], usesTls) { IsWatched = true, NameSpace = parts.Length == 2 ? parts[0] : null };
        problem = $"'{text}' is no service with a port such as kubernetes:///proctoring-inference:8001 or kubernetes:///exams/proctoring-inference:8001.";
        return null;
    }

    private static PodAddresses? TryParseList(string text, bool usesTls, out string? problem)
    {
        var pods = new List<Uri>();
        foreach (var entry in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryReadHost(entry, out var uri))
            {
                problem = $"'{entry}' is no pod such as http://10.0.0.1:8001.";
                return null;
            }
            pods.Add(uri);
        }
        var isSecure = pods[0].Scheme == Uri.UriSchemeHttps;
        problem = pods.Exists(pod => pod.Scheme != pods[0].Scheme) ? "All pods of a list are either http or https."
            : usesTls && !isSecure ? "Tls is set, so the pods are https."
            : null;
        return problem is null ? new PodAddresses(null, [.. pods.Select(AddressOf)], isSecure) : null;
    }

    // A scheme, a host and a port that is written out: 8001 is usual here, 80 never.
    private static bool TryReadHost(string text, out Uri uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri!) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
        && uri.DnsSafeHost.Length > 0 && text.TrimEnd('/').EndsWith($":{uri.Port}", StringComparison.Ordinal);

    private static BalancerAddress AddressOf(Uri uri) => new(uri.DnsSafeHost, uri.Port);
}
