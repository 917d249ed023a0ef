using CsCheck;
using Google.Protobuf;
using Proctoring.Contracts;
using Proctoring.Contracts.OpenInference;
using Proctoring.Gateway.Analysis.Remote.Wire;
using Proctoring.Testing;
using Proctoring.Testing.Pods;

namespace Proctoring.Gateway.Tests.Analysis.Remote.Wire;

public sealed class DetectorResponseTests
{
    private static readonly byte[] Jpeg = ScriptedJpeg();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parse_Answer_FindsEveryPart(bool typed)
    {
        var response = DetectorResponse.Parse(Answer(new PodBehaviour { AnswersTyped = typed }).ToByteArray());

        Assert.True(response.HasRows);
        Assert.Equal(3 * 6 * 4, response.Rows.Length);
        Assert.Equal(Jpeg, response.Picture);
        Assert.Equal("Scripted"u8, response.Tells.Provider);
        Assert.Equal("script"u8, response.Tells.Network);
        Assert.Equal("5:cell phone\n6:book"u8, response.Tells.Labels);
        Assert.Equal(new StageTimes(Ms(1), Ms(2), Ms(3), Ms(4), Ms(5)), response.Tells.Times(Ms(9)));
    }

    [Fact]
    public void Parse_OutputsInAnotherOrder_AreFoundByName()
    {
        var answer = Answer(new PodBehaviour());
        (answer.Outputs[0], answer.Outputs[1]) = (answer.Outputs[1], answer.Outputs[0]);
        (answer.RawOutputContents[0], answer.RawOutputContents[1]) = (answer.RawOutputContents[1], answer.RawOutputContents[0]);

        var response = DetectorResponse.Parse(answer.ToByteArray());

        Assert.Equal(Jpeg, response.Picture);
        Assert.Equal(3 * 6 * 4, response.Rows.Length);
    }

    [Fact]
    public void Parse_FieldsInAnotherOrder_AreFoundAllTheSame()
    {
        var whole = Answer(new PodBehaviour());
        var raw = new ModelInferResponse { RawOutputContents = { whole.RawOutputContents } };
        whole.RawOutputContents.Clear();

        var response = DetectorResponse.Parse([.. raw.ToByteArray(), .. whole.ToByteArray()]);

        Assert.Equal(Jpeg, response.Picture);
        Assert.True(response.HasRows);
    }

    [Fact]
    public void Parse_NothingTold_TakesTheWholeCallForTheModelsTime()
    {
        var response = DetectorResponse.Parse(Answer(new PodBehaviour { IsForeign = true }).ToByteArray());

        Assert.True(response.Tells.Provider.IsEmpty);
        Assert.Equal(new StageTimes(default, default, Ms(9), default, default), response.Tells.Times(Ms(9)));
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(long.MaxValue, 60_000)]
    public void Times_AbsurdNumbers_AreBroughtBackToReason(long told, int milliseconds)
    {
        var answer = new ModelInferResponse { Parameters = { [DetectorContract.Tells.Wait] = new InferParameter { Int64Param = told } } };

        Assert.Equal(Ms(milliseconds), DetectorResponse.Parse(answer.ToByteArray()).Tells.Times(default).Wait);
    }

    [Fact]
    public void Times_AsAnyKindOfNumber_AreRead()
    {
        foreach (var number in (InferParameter[])[new() { Int64Param = 2000 }, new() { Uint64Param = 2000 }, new() { DoubleParam = 2000 }])
        {
            var answer = new ModelInferResponse { Parameters = { [DetectorContract.Tells.Infer] = number } };

            Assert.Equal(Ms(2), DetectorResponse.Parse(answer.ToByteArray()).Tells.Times(default).Infer);
        }
    }

    [Fact]
    public void Parse_NoDetections_HasNoRows() => Assert.False(DetectorResponse.Parse(new ModelInferResponse { ModelName = "detector" }.ToByteArray()).HasRows);

    [Fact]
    public void Parse_BrokenOffAnywhere_ThrowsNothingButInvalidData()
    {
        var message = Answer(new PodBehaviour()).ToByteArray();
        for (var length = 0; length < message.Length; length++) ParseOrRefuse(message[..length]);
    }

    [Fact]
    public void Parse_Damaged_ThrowsNothingButInvalidData()
    {
        var message = Answer(new PodBehaviour()).ToByteArray();
        Gen.Select(Gen.Int[0, message.Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            var damaged = message.ToArray();
            foreach (var (at, value) in changes) damaged[at] = value;
            ParseOrRefuse(damaged);
        });
    }

    private static void ParseOrRefuse(byte[] message)
    {
        try
        {
            DetectorResponse.Parse(message);
        }
        catch (InvalidDataException)
        {
            // The only way to refuse.
        }
    }

    private static ModelInferResponse Answer(PodBehaviour behaviour)
    {
        var request = new ModelInferRequest
        {
            Outputs =
            {
                new ModelInferRequest.Types.InferRequestedOutputTensor { Name = DetectorContract.Detections },
                new ModelInferRequest.Types.InferRequestedOutputTensor { Name = DetectorContract.Annotated },
            },
        };
        return ScriptedAnswer.Of(request, Jpeg, FrameScript.Read(Jpeg)!, behaviour);
    }

    private static byte[] ScriptedJpeg() => Comment.Add(Scene.Jpeg(), "cell phone=0.6;book=0.4");

    private static TimeSpan Ms(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
