using Google.Protobuf;
using Proctoring.Models.Conversion;
using Proctoring.Models.Conversion.Onnx;
using Proctoring.Models.Conversion.Quantisation;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Conversion;

public sealed class QuantiserTests
{
    private static readonly Numbers Input = Numbers.Made(2, 9, 8, 2);

    [Fact]
    public void Quantise_TwoConvolutions_GiveWhatFloatGivesButForRounding()
    {
        var expected = new Converted(Float().ToByteArray()).Run(Input);
        var model = Float();
        Quantiser.Quantise(model, Needed(model));
        var quantised = new Converted(model.ToByteArray()).Run(Input);

        Assert.Equal(expected.Shape, quantised.Shape);
        var worst = expected.Values.Zip(quantised.Values, (a, b) => MathF.Abs(a - b)).Max();
        var most = expected.Values.Max(MathF.Abs);
        Assert.InRange(worst, most / 10_000, most / 20);
    }

    [Fact]
    public void Quantise_WeightsAndBias_AreWholeNumbersAndFloatsAreGone()
    {
        var model = Float();
        Quantiser.Quantise(model, Needed(model));

        var constants = model.Graph.Initializer;
        Assert.Equal(2, constants.Count(constant => constant.DataType == (int)TensorProto.Types.DataType.Int8 && constant.Dims.Count == 4));
        Assert.DoesNotContain(constants, constant => constant.DataType == (int)TensorProto.Types.DataType.Float && constant.Dims.Count == 4);
        var weights = constants.Where(constant => constant.DataType == (int)TensorProto.Types.DataType.Int8).SelectMany(constant => constant.RawData.Select(b => (int)(sbyte)b)).ToList();
        Assert.Equal((-64, 64), (Math.Min(weights.Min(), -64), weights.Select(Math.Abs).Max()));
    }

    [Fact]
    public void Quantise_SameRangesTwice_GivesTheSameBytes()
    {
        var (a, b) = (Float(), Float());
        Quantiser.Quantise(a, Needed(a));
        Quantiser.Quantise(b, Needed(b).Reverse().ToDictionary());

        Assert.Equal(a.ToByteArray(), b.ToByteArray());
    }

    [Fact]
    public void Quantise_TensorWithoutARange_IsNamed()
    {
        var model = Float();
        var ranges = Needed(model);
        ranges.Remove(Quantiser.Tensors(model)[^1]);

        Assert.Contains(Quantiser.Tensors(model)[^1], Assert.Throws<ModelException>(() => Quantiser.Quantise(model, ranges)).Message);
    }

    // By their order: the converter chooses the names.
    private static Dictionary<string, float[]> Needed(ModelProto model)
    {
        float[][] ranges = [[-1, 1], [-7, 7], [0, 1], [-8, 8]];
        return Quantiser.Tensors(model).Zip(ranges).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static ModelProto Float()
    {
        var (first, second, bias) = (Numbers.Made(3, 3, 2, 4), Numbers.Made(3, 3, 4, 3), Numbers.Made(4));
        var graph = new GraphFile().Input("in", 1, 9, 8, 2)
            .Floats("kernel", first.Shape, first.Values).Convolution("conv", "in", "kernel")
            .Floats("bias", [4], bias.Values).Node("Add", "sum", ["conv", "bias"])
            .Node("Sigmoid", "point", ["sum"])
            .Floats("kernel2", second.Shape, second.Values).Convolution("out", "point", "kernel2");
        return ModelProto.Parser.ParseFrom(TfjsGraphConverter.Convert(graph.Files("out")));
    }
}
