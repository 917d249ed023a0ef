using System.Net;

namespace Proctoring.Gateway.Management.Draining;

/// <summary>Where candidates come in: the port that <see cref="FrontDoor"/> closes before the others.</summary>
internal sealed class CandidatesEndPoint(IPAddress address, int port) : IPEndPoint(address, port);
