using System.Security.Cryptography;

namespace Proctoring.Gateway.Sessions.Redis;

/// <summary>Which gateway has a session: a name of its own each start, so that nobody is taken for who ran before it.</summary>
internal sealed class GatewayName
{
    public string Value { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);
}
