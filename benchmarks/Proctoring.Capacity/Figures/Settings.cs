using System.Globalization;
using System.Text.RegularExpressions;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Delivery;
using Proctoring.Gateway.Pages;
using Proctoring.Gateway.Verdicts;
using YamlDotNet.RepresentationModel;

namespace Proctoring.Capacity.Figures;

/// <summary>What the code, the page and the chart do unless told otherwise: read from them, so that it is never another value here. Times in seconds.</summary>
internal sealed record Settings
{
    public double Interval { get; init; }
    public int Attempts { get; init; }
    public double LongestDelay { get; init; }

    /// <summary>After how long without an answer the page takes its connection for dead.</summary>
    public double DeadAfter { get; init; }

    /// <summary>After how long without a hello the page takes a new connection for dead.</summary>
    public double HelloWithin { get; init; }

    public double SocketsPerSecond { get; init; }
    public int SocketBurst { get; init; }
    public int MaxSockets { get; init; }
    public double BlindTolerance { get; init; }
    public double PictureInterval { get; init; }
    public double PictureKeepFor { get; init; }
    public GatewayValues Gateway { get; init; } = new();
    public PoolValues Pool { get; init; } = new();

    internal sealed record GatewayValues
    {
        public int CandidatesPerPod { get; init; }
        public double Request { get; init; }
        public double Limit { get; init; }
        public double PreStop { get; init; }
        public int Min { get; init; }
        public double CpuTarget { get; init; }
        public int Surge { get; init; } = 1; // maxSurge of its Deployment
    }

    internal sealed record PoolValues
    {
        public int CandidatesPerPod { get; init; }
        public double Cores { get; init; }
        public double CpuTarget { get; init; }
        public int Min { get; init; }
    }

    public static Settings Read(string root)
    {
        var (access, page, delivery) = (new AccessOptions(), new PageOptions(), new DeliveryOptions());
        var worker = Path.Combine(root, "src", "Proctoring.Gateway", "wwwroot", "js", "worker");
        var values = Yaml(Path.Combine(root, "charts", "proctoring", "values.yaml"));
        return new Settings
        {
            Interval = page.Interval.TotalSeconds,
            Attempts = page.ReconnectAttempts,
            LongestDelay = page.ReconnectMaxDelay.TotalSeconds,
            DeadAfter = Constant(Path.Combine(worker, "capture-worker.js"), "deadAfterMs") / 1000,
            HelloWithin = Constant(Path.Combine(worker, "connection.js"), "helloWithinMs") / 1000,
            SocketsPerSecond = access.SocketsPerSecond,
            SocketBurst = access.SocketBurst,
            MaxSockets = access.MaxSockets,
            BlindTolerance = new VerdictOptions().BlindTolerance.TotalSeconds,
            PictureInterval = delivery.Interval.TotalSeconds,
            PictureKeepFor = delivery.KeepFor.TotalSeconds,
            Gateway = new GatewayValues
            {
                CandidatesPerPod = (int)Number(values, "gateway", "candidatesPerPod"),
                Request = Number(values, "gateway", "resources", "requests", "cpu"),
                Limit = Number(values, "gateway", "resources", "limits", "cpu"),
                PreStop = Number(values, "gateway", "preStopSeconds"),
                Min = (int)Number(values, "gateway", "scaling", "min"),
                CpuTarget = Number(values, "gateway", "scaling", "cpuPercent") / 100,
            },
            Pool = new PoolValues
            {
                CandidatesPerPod = (int)Number(values, "poolDefaults", "candidatesPerPod"),
                Cores = Number(values, "poolDefaults", "resources", "requests", "cpu"),
                CpuTarget = Number(values, "poolDefaults", "scaling", "cpuPercent") / 100,
                Min = (int)Number(values, "poolDefaults", "scaling", "min"),
            },
        };
    }

    private static YamlNode Yaml(string path)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(path);
        yaml.Load(reader);
        return yaml.Documents[0].RootNode;
    }

    // A number, or a quantity of Kubernetes such as 500m.
    private static double Number(YamlNode node, params string[] path)
    {
        var text = ((YamlScalarNode)path.Aggregate(node, (at, key) => at[key])).Value!;
        return text.EndsWith('m') ? double.Parse(text[..^1], CultureInfo.InvariantCulture) / 1000 : double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static double Constant(string path, string name)
    {
        var match = Regex.Match(File.ReadAllText(path), $@"const {name} = ([\d_]+)");
        if (!match.Success) throw new InvalidDataException($"{path} has no constant {name}.");
        return double.Parse(match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
    }
}
