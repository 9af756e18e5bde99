namespace TuiSetup.TestKit;

/// <summary>What a standard descriptor of the child is.</summary>
public enum PtyStream
{
    /// <summary>The pseudo-terminal.</summary>
    Tty,

    /// <summary><c>/dev/null</c>.</summary>
    Null,

    /// <summary>A pipe: output is captured, input comes from <see cref="PtyProcess.WriteStdin"/>.</summary>
    Pipe,
}

/// <summary>How a child is started under a pseudo-terminal.</summary>
public sealed record PtyOptions
{
    /// <summary>The environment of a child that was given none.</summary>
    public static IReadOnlyDictionary<string, string> DefaultEnvironment { get; } = new Dictionary<string, string>
    {
        ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        ["HOME"] = Path.GetTempPath(),
        ["TERM"] = "xterm-256color",
        ["LANG"] = "C.UTF-8",
    };

    public int Columns { get; init; } = 80;

    public int Rows { get; init; } = 24;

    /// <summary>The child's whole environment; nothing is inherited.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = DefaultEnvironment;

    public string? WorkingDirectory { get; init; }

    /// <summary>Whether the terminal decodes UTF-8, else Latin-1.</summary>
    public bool Utf8 { get; init; } = true;

    public PtyStream Stdin { get; init; } = PtyStream.Tty;

    public PtyStream Stdout { get; init; } = PtyStream.Tty;

    public PtyStream Stderr { get; init; } = PtyStream.Tty;

    /// <summary>Further descriptors of the child (3 and up) whose output is captured.</summary>
    public IReadOnlyList<int> ExtraOutputs { get; init; } = [];

    /// <summary>The same options with some variables set on top of the environment.</summary>
    public PtyOptions With(params (string Name, string Value)[] variables)
    {
        var merged = new Dictionary<string, string>(Environment);
        foreach (var (name, value) in variables)
        {
            merged[name] = value;
        }

        return this with { Environment = merged };
    }
}
