namespace TuiSetup.Newt.Terminal;

/// <summary>The size of a screen, in character cells.</summary>
public readonly record struct ScreenSize(int Columns, int Rows);
