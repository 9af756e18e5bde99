using System.Runtime.CompilerServices;

namespace TuiSetup.Tests.Support;

/// <summary>A folder of one test, gone at its end.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("tuisetup-test-").FullName;

    /// <summary>The path of a name in it.</summary>
    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file and returns its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>The folder of the whole source, found from the calling file.</summary>
    public static string Repository([CallerFilePath] string caller = "")
    {
        var folder = System.IO.Path.GetDirectoryName(caller)!;
        while (!File.Exists(System.IO.Path.Combine(folder, "TuiSetup.sln")))
        {
            folder = System.IO.Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("TuiSetup.sln");
        }

        return folder;
    }
}
