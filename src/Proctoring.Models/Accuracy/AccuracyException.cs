namespace Proctoring.Models.Accuracy;

/// <summary>A data set that accuracy cannot be measured on. The message names file and line; show it without a stack trace.</summary>
internal sealed class AccuracyException(string message, Exception? inner = null) : Exception(message, inner);
