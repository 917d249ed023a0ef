using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Proctoring.Contracts.OpenInference;
using Proctoring.Inference.Batching;

namespace Proctoring.Inference.Protocol;

/// <summary>
/// Triton's streaming call: requests are answered as they are done, each answer with its request's id. What goes wrong with one
/// is told in its answer and does not end the stream.
/// </summary>
internal sealed class InferStreams(Inferring inferring, IOptions<BatchingOptions> batching, IHostApplicationLifetime lifetime)
{
    public async Task ServeAsync(IAsyncStreamReader<ModelInferRequest> requests, IServerStreamWriter<ModelStreamInferResponse> responses, CancellationToken gone)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone, lifetime.ApplicationStopping);
        using var writer = new SemaphoreSlim(1);
        var several = new ParallelOptions { MaxDegreeOfParallelism = batching.Value.MaxUnanswered };
        await Parallel.ForEachAsync(AskedAsync(requests, gone, ending.Token), several, async (asked, _) =>
        {
            using var answer = await asked.Answer;
            var message = Message(asked.Request, answer);
            await writer.WaitAsync(gone);
            try
            {
                await responses.WriteAsync(message, gone);
            }
            finally
            {
                writer.Release();
            }
        });
    }

    // Frames enter the queue here, in the order they came: of one sequence the newest must be the last. Ends where the caller has
    // said everything, has gone, or the server drains.
    private async IAsyncEnumerable<Asked> AskedAsync(
        IAsyncStreamReader<ModelInferRequest> requests, CancellationToken gone, [EnumeratorCancellation] CancellationToken ending)
    {
        while (await NextAsync(requests, ending))
        {
            var request = requests.Current;
            yield return new Asked(request, inferring.AnswerAsync(request, deadline: null, gone));
        }
    }

    private static async Task<bool> NextAsync(IAsyncStreamReader<ModelInferRequest> requests, CancellationToken ending)
    {
        try
        {
            return await requests.MoveNext(ending);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private static ModelStreamInferResponse Message(ModelInferRequest request, in InferAnswer answer) => new()
    {
        ErrorMessage = answer.Response is null ? $"{answer.Code}: {answer.Sentence}" : "",
        InferResponse = answer.Response ?? new ModelInferResponse { ModelName = request.ModelName, Id = request.Id },
    };

    private sealed record Asked(ModelInferRequest Request, Task<InferAnswer> Answer);
}
