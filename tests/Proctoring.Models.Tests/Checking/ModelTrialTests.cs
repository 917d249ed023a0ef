using Google.Protobuf;
using Proctoring.Models.Checking;
using Proctoring.Models.Conversion.Onnx;
using Proctoring.Vision.Manifests;

namespace Proctoring.Models.Tests.Checking;

public sealed class ModelTrialTests : IDisposable
{
    private readonly ModelFolder _models = new();

    public void Dispose() => _models.Dispose();

    [Fact]
    public void Run_ModelAsDescribed_Passes() => ModelTrial.Run(_models.Loaded, TinyDetector.Model());

    [Fact]
    public void Run_OtherNumberOfClasses_NamesBothShapes()
    {
        _models.Manifest["classes"] = new System.Text.Json.Nodes.JsonArray("pen", "phone", "book");
        _models.Save();

        Assert.Contains("'Identity' as Float[?, 16, 2]; its manifest means Float or Float16[1, 16, 3]", Refused(TinyDetector.Model()));
    }

    [Fact]
    public void Run_OutputThatIsNotThere_NamesThoseThatAre()
    {
        _models.Manifest["head"]!["levels"]![0]!["boxes"] = "boxes";
        _models.Save();

        Assert.Contains("no output 'boxes', which its manifest names; it has Identity, Identity_1", Refused(TinyDetector.Model()));
    }

    [Fact]
    public void Run_NumbersThatAreNotFinite_IsRefused() => Assert.Contains("not finite", Refused(TinyDetector.Model(bias: float.NaN)));

    [Fact]
    public void Run_ModelTracedForOnePicture_IsRefused()
    {
        // The batch is declared free, but a shape inside has the one picture of the export.
        var model = ModelProto.Parser.ParseFrom(TinyDetector.Model());
        var shape = model.Graph.Initializer.Single(i => i.Name == model.Graph.Node.First(n => n.OpType == "Reshape").Input[1]);
        shape.RawData = ByteString.CopyFrom([1, .. new byte[7], .. shape.RawData.Span[8..]]);

        Assert.Contains("'Identity' as Float[1, 16, 2]; its manifest means Float or Float16[2, 16, 2]", Refused(model.ToByteArray()));
    }

    [Fact]
    public void Run_ModelThatMixesThePictures_IsRefused()
    {
        // The sum along the batch doubles with two pictures.
        var model = ModelProto.Parser.ParseFrom(TinyDetector.Model());
        var convolution = model.Graph.Node.Single(n => n.OpType == "Conv");
        convolution.Output[0] = "apart";
        model.Graph.Initializer.Add(new TensorProto
        {
            Name = "axes",
            DataType = (int)TensorProto.Types.DataType.Int64,
            Dims = { 1 },
            RawData = ByteString.CopyFrom(new byte[8]),
        });
        var sum = new NodeProto { OpType = "ReduceSum", Name = "mix", Input = { "apart", "axes" }, Output = { "total" } };
        var back = new NodeProto { OpType = "Add", Name = "spread", Input = { "apart", "total" }, Output = { "conv" } };
        model.Graph.Node.Insert(model.Graph.Node.IndexOf(convolution) + 1, sum);
        model.Graph.Node.Insert(model.Graph.Node.IndexOf(convolution) + 2, back);

        Assert.Contains("mixes the pictures", Refused(model.ToByteArray()));
    }

    [Fact]
    public void Run_NoModel_SaysItDoesNotRun() => Assert.Contains("does not run", Refused([1, 2, 3]));

    private string Refused(byte[] model) => Assert.Throws<ModelException>(() => ModelTrial.Run(_models.Loaded, model)).Message;
}
