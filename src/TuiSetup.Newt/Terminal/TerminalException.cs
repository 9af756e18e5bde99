namespace TuiSetup.Newt.Terminal;

/// <summary>There is no terminal to draw on, or it cannot do what windows need. The message says what to do.</summary>
public sealed class TerminalException(string message) : Exception(message)
{
    /// <summary>There is none at all.</summary>
    public bool IsMissing { get; init; }
}
