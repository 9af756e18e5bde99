using TuiSetup.Newt.Themes;

namespace TuiSetup;

/// <summary>Finds themes by name or path.</summary>
internal sealed class ThemeCatalog(DataFolders folders)
{
    /// <summary>The files of all themes, by name.</summary>
    public IReadOnlyList<string> Files()
        => [.. folders.Of("themes").SelectMany(folder => Directory.EnumerateFiles(folder, "*.json"))
            .DistinctBy(Path.GetFileName).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    /// <summary>A theme by its name, or by the path of its file. <exception cref="ThemeException">There is none, or it has mistakes.</exception></summary>
    public Theme Load(string nameOrPath)
    {
        if (nameOrPath.Contains('/', StringComparison.Ordinal) || nameOrPath.EndsWith(".json", StringComparison.Ordinal))
        {
            return Read(nameOrPath);
        }

        return Find(nameOrPath) is { } file ? Read(file)
            : nameOrPath == Theme.Classic.Name ? Theme.Classic
            : throw new ThemeException(T($"There is no theme '{nameOrPath}'. There are {string.Join(", ", Files().Select(Path.GetFileNameWithoutExtension))}; or give the path of a file."));
    }

    /// <summary>What a theme inherits is looked for beside its file first.</summary>
    private Theme Read(string path) => ThemeFile.Read(
        path,
        name => Path.Combine(Path.GetDirectoryName(path) ?? "", name + ".json") is var beside && File.Exists(beside) ? beside : Find(name));

    private string? Find(string name) => folders.Find("themes", name + ".json");
}
