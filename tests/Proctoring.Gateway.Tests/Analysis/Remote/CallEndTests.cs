using Grpc.Core;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Analysis;
using Proctoring.Gateway.Analysis.Remote;

namespace Proctoring.Gateway.Tests.Analysis.Remote;

public sealed class CallEndTests
{
    [Theory]
    [InlineData(StatusCode.Aborted, nameof(CallResult.Superseded), false, false)]
    [InlineData(StatusCode.InvalidArgument, nameof(CallResult.Undecodable), false, false)]
    [InlineData(StatusCode.ResourceExhausted, nameof(CallResult.Refused), false, true)]
    [InlineData(StatusCode.DeadlineExceeded, nameof(CallResult.Deadline), false, false)]
    [InlineData(StatusCode.Unavailable, nameof(CallResult.Unavailable), true, true)]
    [InlineData(StatusCode.Cancelled, nameof(CallResult.Unavailable), true, true)]
    [InlineData(StatusCode.Internal, nameof(CallResult.Failed), true, false)]
    [InlineData(StatusCode.NotFound, nameof(CallResult.Failed), true, false)]
    [InlineData(StatusCode.Unimplemented, nameof(CallResult.Failed), true, false)]
    public void Of_Status_DecidesWhoseFaultItIsAndWhetherToTryElsewhere(StatusCode status, string result, bool isPodsFault, bool isWorthARetry)
    {
        var end = CallEnd.Of(new RpcException(new Status(status, "It says so.")));

        Assert.Equal((result, isPodsFault, isWorthARetry, "It says so."), (end.Result.ToString(), end.IsPodsFault, end.IsWorthARetry, end.Sentence));
    }

    [Fact]
    public void Of_BrokenConnection_IsUnavailableWhateverItIsCalled()
    {
        var end = CallEnd.Of(new RpcException(new Status(StatusCode.Internal, "", new HttpIOException(HttpRequestError.InvalidResponse))));

        Assert.Equal((CallResult.Unavailable, true), (end.Result, end.IsPodsFault));
    }

    [Fact]
    public void Of_UnreadableAnswer_IsTheServersFailure()
    {
        var end = CallEnd.Of(new RpcException(new Status(StatusCode.Internal, "", new InvalidDataException())));

        Assert.Equal((CallResult.Failed, AnalysisOutcome.Failed), (end.Result, end.Outcome));
    }

    [Theory]
    [InlineData("250", 250)]
    [InlineData("0", 0)]
    [InlineData("3600000", 5000)]
    [InlineData("-1", 100)]
    [InlineData("soon", 100)]
    [InlineData(null, 100)]
    public void Of_Refusal_RestsAsLongAsThePodAsks(string? pushBack, int milliseconds)
    {
        var trailers = new Metadata();
        if (pushBack is not null) trailers.Add(DetectorContract.RetryAfter, pushBack);

        Assert.Equal(milliseconds, CallEnd.Of(new RpcException(new Status(StatusCode.ResourceExhausted, ""), trailers)).RetryAfter.TotalMilliseconds);
    }

    [Theory]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Internal)] // what gRPC says when it knows no better
    [InlineData(StatusCode.Cancelled)]
    public void WithoutPod_WhateverEndedIt_IsUnavailableAndNobodysFault(StatusCode status)
    {
        var end = CallEnd.WithoutPod(new RpcException(new Status(status, "Nobody is there.")));

        Assert.Equal((CallResult.Unavailable, false, "Nobody is there."), (end.Result, end.IsPodsFault, end.Sentence));
    }
}
