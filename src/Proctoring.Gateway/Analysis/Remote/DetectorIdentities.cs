using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Analysis.Remote.Wire;

namespace Proctoring.Gateway.Analysis.Remote;

/// <summary>Who answered, as one object for as long as it is always the same.</summary>
internal sealed class DetectorIdentities(SharedTexts texts)
{
    private volatile DetectorIdentity _latest = new("remote", DetectorContract.Model);

    public DetectorIdentity Latest => _latest;

    /// <summary>Servers that do not tell are called remote, and their model by the name that it is asked by.</summary>
    public DetectorIdentity Of(in DetectorTells tells)
    {
        var provider = tells.Provider.IsEmpty ? "remote" : texts.Get(tells.Provider);
        var network = tells.Network.IsEmpty ? DetectorContract.Model : texts.Get(tells.Network);
        var latest = _latest;
        return latest.Provider == provider && latest.Model == network ? latest : _latest = new DetectorIdentity(provider, network);
    }
}
