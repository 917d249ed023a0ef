namespace Proctoring.Contracts.OpenInference;

/// <summary>
/// The model that gateways ask and inference pods serve, in terms of the Open Inference Protocol. Any server that serves a model
/// with this signature can stand behind a gateway; docs/inference.md describes it for people.
/// </summary>
public static class DetectorContract
{
    /// <summary>Name of the model.</summary>
    public const string Model = "detector";

    /// <summary>Input, BYTES [n]: JPEGs.</summary>
    public const string Image = "IMAGE";

    /// <summary>
    /// Output, FP32 [n, m, 6]: left, top, right and bottom in pixels of the picture, score, class; best score first, rows
    /// beyond a picture's detections have class −1.
    /// </summary>
    public const string Detections = "DETECTIONS";

    /// <summary>Output, BYTES [n]: the annotated JPEGs.</summary>
    public const string Annotated = "ANNOTATED";

    /// <summary>Numbers of a row of <see cref="Detections"/>.</summary>
    public const int RowLength = 6;

    /// <summary>Names of the protocol's data types.</summary>
    public static class DataTypes
    {
        public const string Bytes = "BYTES";
        public const string Float = "FP32";
    }

    /// <summary>Parameters of a request. The first three are Triton's and mean what they mean there.</summary>
    public static class Asks
    {
        /// <summary>Whose frames these are: of one sequence one frame waits, the newest. A string or a number; empty or 0 for none.</summary>
        public const string Sequence = "sequence_id";

        /// <summary>Microseconds from arrival after which the answer is of no use.</summary>
        public const string Timeout = "timeout";

        /// <summary>1 (first) to 4; 0 for 2, the default.</summary>
        public const string Priority = "priority";

        /// <summary>Boolean: look at brightness alone. Default false.</summary>
        public const string Gray = "gray";

        /// <summary>Number 0–1: detections below are left out. Default: the model's own.</summary>
        public const string ScoreFloor = "score_threshold";

        /// <summary>
        /// Number: <see cref="Tells.Drawn"/> of the latest picture. A frame that shows the same, and no phone, is not drawn: its element
        /// of <see cref="Annotated"/> is empty. Default: every frame is drawn.
        /// </summary>
        public const string Drawn = "drawn";
    }

    /// <summary>Parameters of a response.</summary>
    public static class Tells
    {
        /// <summary>The execution provider that ran, e.g. <c>CUDA</c>.</summary>
        public const string Provider = "provider";

        /// <summary>The model's own name, e.g. <c>nanodet-g</c>.</summary>
        public const string Network = "network";

        /// <summary>Names of the classes that occur: a line each, <c>67:cell phone</c>.</summary>
        public const string Labels = "labels";

        /// <summary>Microseconds from arrival until the batch was begun, or until it could run.</summary>
        public const string Wait = "wait_us";

        /// <summary>Microseconds from JPEG to model input; of several pictures the longest, here and in the others.</summary>
        public const string Decode = "decode_us";

        /// <summary>Microseconds of the model's run.</summary>
        public const string Infer = "infer_us";

        /// <summary>Microseconds from model output to detections.</summary>
        public const string Post = "post_us";

        /// <summary>Microseconds of drawing and encoding.</summary>
        public const string Annotate = "annotate_us";

        /// <summary>What the picture shows, or would show: the same number for the same watched objects. Of one picture only.</summary>
        public const string Drawn = "drawn";

        /// <summary>Number 0–1: best score of a cell phone, also below the model's threshold. Of one picture only; left out below 0.1.</summary>
        public const string PhoneScore = "phone_score";

        /// <summary>Frames that ran together with this one.</summary>
        public const string Batch = "batch";
    }

    /// <summary>Trailing metadata of a refusal for load: milliseconds after which to try again (gRPC's server push-back, A6).</summary>
    public const string RetryAfter = "grpc-retry-pushback-ms";
}
