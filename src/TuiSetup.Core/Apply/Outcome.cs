namespace TuiSetup.Core.Apply;

/// <summary>How a run ended.</summary>
public enum Outcome
{
    /// <summary>Every step is as it should be.</summary>
    Done,
    /// <summary>There was nothing to change.</summary>
    Unchanged,
    /// <summary>The user stopped it; what had been changed was undone.</summary>
    Cancelled,
    /// <summary>A step failed, or an undo was asked for; everything is as it was before.</summary>
    Undone,
    /// <summary>Something could not be undone; the report says what.</summary>
    Left,
    /// <summary>An undo was not kept; everything is as the run had made it.</summary>
    Restored,
    /// <summary>It was not begun; nothing changed.</summary>
    Refused,
}
