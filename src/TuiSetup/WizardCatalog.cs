using TuiSetup.Core;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup;

/// <summary>Finds wizards by name or path.</summary>
internal sealed class WizardCatalog(DataFolders folders, WizardVocabulary vocabulary, IReadOnlyDictionary<string, IBackend> backends)
{
    /// <summary>The files of all wizards, by name.</summary>
    public IReadOnlyList<string> Files()
        => [.. folders.Of("wizards").SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .DistinctBy(Path.GetFileName).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    /// <summary>A wizard by its name, or by the path of its file. <exception cref="ProblemException">There is none, or it has mistakes.</exception></summary>
    public WizardDefinition Load(string nameOrPath)
    {
        var path = nameOrPath.Contains('/', StringComparison.Ordinal) || nameOrPath.EndsWith(".json", StringComparison.Ordinal)
            ? nameOrPath
            : folders.Find("wizards", nameOrPath + ".json") ?? throw new ProblemException([Unknown(nameOrPath)]);
        var wizard = new WizardReader(vocabulary).Read(path, out var problems) ?? throw new ProblemException(problems);
        return wizard.WithDefaults(backends[wizard.Backend].Defaults);
    }

    /// <summary>Every mistake of a file; empty when it is good.</summary>
    public IReadOnlyList<Problem> Check(string path)
    {
        new WizardReader(vocabulary).Read(path, out var problems);
        return problems;
    }

    private Problem Unknown(string name)
        => Problem.Error(null, T($"There is no wizard '{name}'."), T($"There are {string.Join(", ", Files().Select(Path.GetFileNameWithoutExtension))}; or give the path of a file."));
}
