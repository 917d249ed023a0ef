using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using Proctoring.Hosting.Telemetry;
using Proctoring.Hosting.Telemetry.Tracing;

namespace Proctoring.Ops.Tests.Telemetry;

public sealed class TracingOptionsTests
{
    [Fact]
    public void Options_WithoutSettings_AreOff() => Assert.False(Read().IsOn);

    [Fact]
    public void Options_OfTheEnvironment_CountWhereTheSectionIsSilent()
    {
        var options = Read("--OTEL_EXPORTER_OTLP_ENDPOINT=http://all:4318", "--OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://traces:4318",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "--OTEL_EXPORTER_OTLP_TIMEOUT=2000", "--OTEL_TRACES_SAMPLER_ARG=0.5", "--Tracing:SampleShare=0.25");

        Assert.Equal(("http://traces:4318", OtlpProtocol.HttpProtobuf, TimeSpan.FromSeconds(2), 0.25), (options.Endpoint, options.Protocol, options.Timeout, options.SampleShare));
    }

    [Theory]
    [InlineData("--Tracing:Endpoint=collector:4317", "no address of a collector")]
    [InlineData("--Tracing:HeadersFile=/nowhere", "no file '/nowhere'")]
    [InlineData("--Tracing:SampleShare=2", "SampleShare")]
    [InlineData("--Tracing:Timeout=00:02:00", "Timeout")]
    public void Options_ThatCannotBe_AreNamed(string setting, string words) =>
        Assert.Contains(words, Assert.Throws<OptionsValidationException>(() => Read(setting)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("name", false)]
    [InlineData("=value", false)]
    [InlineData("name=a,b", false)]
    [InlineData("name=value\n\nother=b=c", true)]
    public void HeadersFile_Lines_AreNamesAndValues(string text, bool isGood)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, text);
        var options = new TracingOptions { HeadersFile = file };

        Assert.Equal(isGood, !options.Validate(new ValidationContext(options)).Any());
        File.Delete(file);
    }

    [Theory]
    [InlineData("http://c:4318", OtlpProtocol.HttpProtobuf, "http://c:4318/v1/traces")]
    [InlineData("http://c:4318/mine", OtlpProtocol.HttpProtobuf, "http://c:4318/mine")]
    [InlineData("https://c:4317", OtlpProtocol.Grpc, "https://c:4317/")]
    public void Set_Address_HasThePathOfTheProtocol(string endpoint, OtlpProtocol protocol, string address)
    {
        var exporter = new OtlpExporterOptions();

        TraceExport.Set(exporter, new TracingOptions { Endpoint = endpoint, Protocol = protocol });

        Assert.Equal(new Uri(address), exporter.Endpoint);
    }

    private static TracingOptions Read(params string[] settings)
    {
        var builder = WebApplication.CreateBuilder(settings);
        builder.AddTelemetry();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<TracingOptions>>().Value;
    }
}
