namespace TuiSetup.Newt.Dialogs;

/// <summary>What the user did to answer.</summary>
public enum ReplyEnd
{
    /// <summary>A button was pressed.</summary>
    Button,

    /// <summary>Enter, in the list.</summary>
    Enter,

    /// <summary>F12: newt's way to say that all is well as it is.</summary>
    F12,

    /// <summary>Esc: nothing of it.</summary>
    Escape,
}

/// <summary>How a question was answered, and with what.</summary>
/// <param name="End">What the user did.</param>
/// <param name="Button">Index of the button that was pressed; null when none was.</param>
/// <param name="Value">What was chosen or typed, whatever the button.</param>
public sealed record Reply<T>(ReplyEnd End, int? Button, T Value)
{
    /// <summary>Whether the user agreed: the first button, Enter in the list, or F12.</summary>
    public bool IsOk => End is ReplyEnd.Enter or ReplyEnd.F12 || Button == 0;

    /// <summary>The same reply with a value of another kind.</summary>
    public Reply<TOther> With<TOther>(TOther value) => new(End, Button, value);
}
