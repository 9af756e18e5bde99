using TuiSetup.Newt.Text;

namespace TuiSetup.Newt.Whiptail;

/// <summary>A label and a field of a form, at places of their own. Rows and columns count from 0.</summary>
/// <param name="Label">What stands before the field.</param>
/// <param name="LabelRow">Its row.</param>
/// <param name="LabelColumn">Its first column.</param>
/// <param name="Text">What stands in the field.</param>
/// <param name="Row">The field's row.</param>
/// <param name="Column">Its first column.</param>
/// <param name="Length">Columns of the field; one that is not positive cannot be changed and is no part of the answer, and 0 is as long as its text.</param>
/// <param name="MaxLength">Characters that may be typed; 0 is any number.</param>
internal sealed record FormField(string Label, int LabelRow, int LabelColumn, string Text, int Row, int Column, int Length, int MaxLength)
{
    /// <summary>Shown as asterisks.</summary>
    public bool IsPassword { get; init; }

    /// <summary>Cannot be changed, and is part of the answer all the same.</summary>
    public bool IsFixed { get; init; }

    public bool CanBeTyped => IsAnswer && !IsFixed;

    public bool IsAnswer => Length > 0;

    public int Width => Length == 0 ? Math.Max(1, TextWidth.Of(SafeText.Clean(Text))) : Math.Abs(Length);
}
