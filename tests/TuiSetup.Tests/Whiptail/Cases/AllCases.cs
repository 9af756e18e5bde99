namespace TuiSetup.Tests.Whiptail;

/// <summary>Every case.</summary>
internal static class AllCases
{
    public static IReadOnlyDictionary<string, WhiptailCase> ByName { get; } = new[]
    {
        MessageCases.All, QuestionCases.All, InputCases.All, TextFileCases.All, MenuCases.All, ListCases.All,
        GaugeCases.All, UsageCases.All, TerminalCases.All, TextCases.All, ColorCases.All,
    }.SelectMany(cases => cases).ToDictionary(one => one.Name);
}
