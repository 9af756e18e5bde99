using TuiSetup.Core.Answers;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>
/// Secrets that a message names, <c>{"file": "NAME"}</c>: systemd's credentials <c>answer-NAME</c> of the worker's unit, and
/// nothing else of this machine.
/// </summary>
internal sealed class CredentialSources(string? folder) : IAnswerSources
{
    public const string Prefix = "answer-";

    private readonly AnswerSources _files = new();

    public string? Environment(string name) => null;

    public string File(string path)
        => FleetNames.IsName(path) && folder is { Length: > 0 }
            ? _files.File(Path.Combine(folder, Prefix + path))
            : throw new IOException(T($"a worker reads its own credentials alone: {{\"file\": \"NAME\"}} is the credential {Prefix}NAME of its unit"));
}
