namespace Proctoring.Models.Accuracy.Scenes;

/// <param name="File">Name of the JPEG, beside the list.</param>
/// <param name="Components">Of the JPEG: 1 or 3.</param>
/// <param name="Phone">Null where none is in view.</param>
internal sealed record DrawnScene(string File, int Components, DrawnPhone? Phone = null);
