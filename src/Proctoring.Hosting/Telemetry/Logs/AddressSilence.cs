using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Proctoring.Hosting.Telemetry.Logs;

/// <summary>
/// Keeps the web framework from telling what is below a warning, whatever the settings say: it tells whole addresses, and those have
/// tickets, signatures, rooms and candidates in them.
/// </summary>
internal sealed class AddressSilence : IPostConfigureOptions<LoggerFilterOptions>
{
    private const string Framework = "Microsoft.AspNetCore";

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        options.Rules.Insert(0, new LoggerFilterRule(null, null, options.MinLevel, null)); // for what no other rule is about
        for (var i = 0; i < options.Rules.Count; i++) options.Rules[i] = Silenced(options.Rules[i]);
    }

    // Every rule, because the most exact one wins.
    private static LoggerFilterRule Silenced(LoggerFilterRule rule) =>
        new(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) => !TellsAddresses(category, level) && rule.Filter?.Invoke(provider, category, level) != false);

    private static bool TellsAddresses(string? category, LogLevel level) => level < LogLevel.Warning && category?.StartsWith(Framework, StringComparison.Ordinal) == true;
}
