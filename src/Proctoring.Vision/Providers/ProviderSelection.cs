using Proctoring.Vision.Manifests;
using Proctoring.Vision.Running;

namespace Proctoring.Vision.Providers;

/// <summary>Takes the first provider of the list that really runs the model, and keeps why those before it do not.</summary>
internal static class ProviderSelection
{
    /// <exception cref="ModelException">None of the providers runs the model; the message has every reason.</exception>
    public static (ModelSessions Sessions, ProviderReport Report) Open(ModelFile file, DetectorOptions options, Action<string> say)
    {
        List<PassedOver> passedOver = [];
        foreach (var provider in ProviderList.Of(options, say))
        {
            say($"Trying {provider.Name}");
            try
            {
                var sessions = OpenOrRecover(file, provider, options);
                if (sessions.Proof is { TimeShare: >= 0.5 } proof)
                    return (sessions, new ProviderReport(provider.Name, proof.NodeShare, proof.TimeShare, passedOver, Missing(provider.Name, passedOver, options)));
                sessions.Dispose();
                PassOver(provider, $"it ran {sessions.Proof.NodeShare:P0} of the model's nodes and {sessions.Proof.TimeShare:P0} of the time");
            }
            catch (Exception e) when (ProviderFailure.IsExpected(e))
            {
                PassOver(provider, ProviderFailure.Sentence(e));
            }
        }
        throw new ModelException($"ONNX Runtime cannot load {file.Path}: {string.Join("; ", passedOver.Select(p => $"{p.Provider}: {p.Reason}"))}.");

        void PassOver(IExecutionProvider provider, string reason)
        {
            passedOver.Add(new PassedOver(provider.Name, reason));
            say($"{provider.Name} is passed over: {reason}");
        }
    }

    private static ModelSessions OpenOrRecover(ModelFile file, IExecutionProvider provider, DetectorOptions options)
    {
        try
        {
            return ModelSessions.Open(file, provider, options);
        }
        catch (Exception e) when (ProviderFailure.IsExpected(e) && provider.Recover())
        {
            return ModelSessions.Open(file, provider, options);
        }
    }

    private static string? Missing(string running, List<PassedOver> passedOver, DetectorOptions options)
    {
        if (options.Require.Count == 0 || options.Require.Contains(running)) return null;
        var reasons = passedOver.Where(p => options.Require.Contains(p.Provider)).Select(p => $"{p.Provider}: {p.Reason}");
        return string.Join("; ", reasons.Prepend($"{string.Join(" or ", options.Require)} is required and {running} runs"));
    }
}
