using Proctoring.Testing;

// Writes the drawn scenes that `models accuracy --scenes` judges phone recall on.
if (args is not [var folder])
{
    Console.Error.WriteLine("Name the folder the scenes go to: dotnet run --project benchmarks/Proctoring.Scenes -- artifacts/scenes");
    return 1;
}
var scenes = SceneCatalogue.All();
SceneCatalogueWriter.Write(folder, scenes);
var phones = scenes.Count(scene => scene.Phone is not null);
Console.WriteLine($"{scenes.Count} scenes are in {Path.GetFullPath(folder)}, {phones} of them with a phone.");
return 0;
