using TuiSetup.TestKit;

namespace TuiSetup.Tests.Package;

/// <summary>The package that ./build.sh package has made.</summary>
internal static class DebFile
{
    public static string Path { get; } = Directory.GetFiles(SourceTree.PathOf("out"), "tuisetup_*.deb") is [var only]
        ? only
        : throw new FileNotFoundException("There must be one out/tuisetup_*.deb: run ./build.sh package first.");
}
