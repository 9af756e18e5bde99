using System.Collections.Immutable;

namespace TuiSetup.Core.Answers;

/// <summary>What an answer file holds: the answers to one wizard, once or, as a batch, several times.</summary>
public sealed record AnswerFile(string Wizard, ImmutableArray<AnswerSheet> Batch);

/// <summary>Reads the values that an answer file takes from elsewhere.</summary>
public interface IAnswerSources
{
    /// <summary>An environment variable; null when it is not set.</summary>
    string? Environment(string name);

    /// <summary>The text of a file without its last line break. <exception cref="IOException">It cannot be read.</exception></summary>
    string File(string path);
}

/// <summary>The process's environment and the file system.</summary>
public sealed class AnswerSources : IAnswerSources
{
    /// <summary>A secret or a value is not larger than this.</summary>
    private const int MaxBytes = 64 * 1024;

    public string? Environment(string name) => System.Environment.GetEnvironmentVariable(name);

    public string File(string path)
    {
        // A device has no size: read no more than an answer can have.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read);
        var buffer = new byte[MaxBytes + 1];
        var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return count <= MaxBytes
            ? System.Text.Encoding.UTF8.GetString(buffer, 0, count).TrimEnd('\r', '\n')
            : throw new IOException(T("it is larger than 64 KiB"));
    }
}
