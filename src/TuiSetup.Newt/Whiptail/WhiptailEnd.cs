namespace TuiSetup.Newt.Whiptail;

/// <summary>A call that ends before it draws: what it says, where, and with which exit code.</summary>
internal sealed class WhiptailEnd(string text, int exitCode, bool toOutput = false) : Exception(text)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The window that whiptail has on the screen already when it finds out; null when there is none.</summary>
    public BoxRequest? Shown { get; init; }

    /// <summary>Whether the text is an answer for standard output; otherwise it is a complaint for standard error.</summary>
    public bool ToOutput { get; } = toOutput;
}
