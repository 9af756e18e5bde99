namespace TuiSetup.Bench;

/// <summary>The program under measurement and a folder for what it keeps.</summary>
internal sealed class Workspace : IDisposable
{
    public Workspace(string program)
    {
        Program = program;
        Folder = Directory.CreateTempSubdirectory("tuisetup-bench-").FullName;
    }

    public string Program { get; }

    public string Folder { get; }

    public bool IsBuilt => File.Exists(Program);

    /// <summary>What is said where a figure of ours would be.</summary>
    public string NotBuilt => $"not measured: {Program} does not exist";

    public (string Name, string Value) StateVariable => ("TUISETUP_STATE_DIR", Path.Combine(Folder, "state"));

    public async Task<string> WriteAsync(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        await File.WriteAllTextAsync(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
