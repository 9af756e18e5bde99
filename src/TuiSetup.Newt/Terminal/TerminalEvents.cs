namespace TuiSetup.Newt.Terminal;

/// <summary>Why a wait ended. None: its time was over, or it was woken.</summary>
[Flags]
public enum TerminalEvents
{
    None = 0,
    Input = 1,
    Resized = 2,
    /// <summary>The device hung up; no more keys will come.</summary>
    Gone = 4,
}
