namespace TuiSetup.TestKit;

/// <summary>A child to start in a session of its own.</summary>
internal sealed record SpawnRequest(
    string File,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string ControllingTerminal)
{
    public string? WorkingDirectory { get; init; }

    public bool StdinIsTty { get; init; }

    public bool StdoutIsTty { get; init; }

    public bool StderrIsTty { get; init; }

    /// <summary>Descriptors of ours that become descriptors of the child.</summary>
    public List<(int Ours, int Theirs)> Inherited { get; } = [];
}
