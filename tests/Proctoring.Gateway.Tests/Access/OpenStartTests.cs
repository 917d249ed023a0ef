using Microsoft.Extensions.Options;
using Proctoring.Gateway.Access;
using Proctoring.Gateway.Management;
using Proctoring.Gateway.Tests.Hosting;

namespace Proctoring.Gateway.Tests.Access;

/// <summary>A server that others reach does not start open by accident.</summary>
public sealed class OpenStartTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public async Task Start_WhereOthersConnectWithoutTokens_Fails(string address)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(null, ("Server:Address", address)));

        Assert.Contains("Access:AllowAnonymous", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", false, false, true, false)]
    [InlineData("::1", false, false, true, false)]
    [InlineData("0.0.0.0", false, true, false, false)]
    [InlineData("0.0.0.0", true, false, false, true)]
    [InlineData("127.0.0.1", true, false, false, true)]
    [InlineData("127.0.0.1", true, true, false, false)]
    public void Scope_OfSettings_SaysWhoNeedsAToken(string address, bool hasKey, bool allowsAnonymous, bool isOpen, bool candidatesNeedTokens)
    {
        var access = Options.Create(new AccessOptions { KeyFile = hasKey ? "/key" : "", AllowAnonymous = allowsAnonymous });
        var scope = new AccessScope(access, Options.Create(new ServerOptions { Address = address }));

        Assert.Equal((isOpen, candidatesNeedTokens), (scope.IsOpen, scope.CandidatesNeedTokens));
    }

    [Theory]
    [InlineData("Access:Authority", "http://login.example.org", "no https address")]
    [InlineData("Access:KeyFile", "/nowhere", "There is no file '/nowhere'.")]
    [InlineData("Access:KeyFile", "/dev/null", "fewer than 32 bytes")]
    [InlineData("Access:PublicUrl", "exam", "no address such as")]
    [InlineData("Access:Observe:ClientId", "page", "a client of Authority, which is not set")]
    [InlineData("Access:Observe:Scope", "profile", "'profile' lacks openid")]
    [InlineData("Access:Observe:Origins:0", "oauth2.example.org", "'oauth2.example.org' is no origin")]
    public async Task Start_WithABadSetting_NamesIt(string key, string value, string sentence)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayHost.StartAsync(null, (key, value)));

        Assert.Contains(sentence, failure.Message, StringComparison.Ordinal);
    }
}
