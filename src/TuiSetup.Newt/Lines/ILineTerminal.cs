namespace TuiSetup.Newt.Lines;

/// <summary>
/// Where questions are printed and answers are read line by line: a terminal, a printer, a pipe, a file. What was
/// written stays as it is; nothing is ever drawn over.
/// </summary>
public interface ILineTerminal
{
    /// <summary>Whether somebody types; otherwise the answers come from a program or a file, and nothing echoes them.</summary>
    bool IsInteractive { get; }

    /// <summary>Appends text. A reader that went away swallows it.</summary>
    void Write(string text);

    /// <summary>What is typed is not to be seen until the result is disposed. Call it before a secret is asked for.</summary>
    IDisposable Hide();

    /// <summary>The next line without its end, or null when there is none any more.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    /// <exception cref="InvalidDataException">The line has more than 64 KiB.</exception>
    Task<string?> ReadLineAsync(CancellationToken cancel);
}
