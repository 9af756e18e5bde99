using System.Text;

namespace TuiSetup.Newt.Keys;

/// <summary>Keys that are not characters, by newt's names.</summary>
public enum KeyCode
{
    Character, Up, Down, Left, Right, Home, End, PageUp, PageDown, Insert, Delete, Backspace,
    Enter, Tab, BackTab, Escape,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    /// <summary>Ctrl and a letter; the character is the letter in lower case.</summary>
    Control,
}

/// <summary>One key press.</summary>
public readonly record struct Key(KeyCode Code, Rune Character = default)
{
    public static Key Of(char character) => new(KeyCode.Character, new Rune(character));

    public static Key Ctrl(char letter) => new(KeyCode.Control, new Rune(letter));

    /// <summary>Whether this is the given ASCII character.</summary>
    public bool Is(char character) => Code == KeyCode.Character && Character.Value == character;

    public bool IsCtrl(char letter) => Code == KeyCode.Control && Character.Value == letter;

    public static implicit operator Key(KeyCode code) => new(code);

    public override string ToString() => Code switch
    {
        KeyCode.Character => Character.ToString(),
        KeyCode.Control => $"^{char.ToUpperInvariant((char)Character.Value)}",
        _ => $"<{Code}>",
    };
}
