using TuiSetup.TestKit;

namespace TuiSetup.Tests.Package;

/// <summary>Packages that ./build.sh has made or fetched.</summary>
internal static class DebFile
{
    /// <summary>Ours.</summary>
    public static string Path { get; } = Only(SourceTree.PathOf("out"), "tuisetup", "./build.sh package");

    /// <summary>One of Debian's, for a private machine alone.</summary>
    public static string OfDebian(string name) => Only(SourceTree.PathOf("out", "debian"), name, "./build.sh test");

    private static string Only(string folder, string name, string maker) => Directory.Exists(folder) && Directory.GetFiles(folder, name + "_*.deb") is [var only]
        ? only
        : throw new FileNotFoundException($"There must be one {name}_*.deb in {folder}: run {maker} first.");
}
