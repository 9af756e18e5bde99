namespace TuiSetup.Core.Answers;

/// <summary>A text that is never shown, logged or written: its own text is asterisks.</summary>
public sealed class Secret(string value)
{
    /// <summary>The secret itself, for the call that needs it.</summary>
    public string Reveal() => value;

    public override string ToString() => "********";
}
