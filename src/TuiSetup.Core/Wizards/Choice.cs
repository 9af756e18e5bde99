namespace TuiSetup.Core.Wizards;

/// <summary>One entry of a choice: its value in an answer file, what is shown, and more about it.</summary>
public sealed record Choice(string Value, string Label, string Detail = "");
