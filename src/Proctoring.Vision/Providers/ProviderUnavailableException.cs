namespace Proctoring.Vision.Providers;

/// <summary>A provider cannot be had on this machine, or not as it is configured. The message is the reason that is reported.</summary>
internal sealed class ProviderUnavailableException(string reason) : Exception(reason);
