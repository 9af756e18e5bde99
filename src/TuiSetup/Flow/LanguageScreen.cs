
namespace TuiSetup.Flow;

/// <summary>The language of the program's own texts, for as long as it runs. That of the machine is one of the first setup's questions.</summary>
internal static class LanguageScreen
{
    /// <summary>Found also by who cannot read the language in use.</summary>
    public static string Title => "Language / 语言";

    /// <summary>Where there is no other language, or the terminal cannot show one, there is nothing to choose.</summary>
    public static bool IsOffered(Composition program) => LanguageChoice.CanShow(program.Variable) && program.Languages.Codes().Count > 0;

    public static async Task RunAsync(Composition program, IUserInterface ui, CancellationToken cancel)
    {
        List<Language> languages = [Language.English, .. program.Languages.Codes().Select(code => program.Languages.Find(code, [])).OfType<Language>()];
        var question = new ListQuestion(Title, T("In which language shall this program speak?"), [.. languages.Select(language => language.Name)], T("Ok"), T("Cancel"))
        {
            Start = Math.Max(0, languages.FindIndex(language => language.Code == Texts.Current.Code)),
            Help = T("It holds until the program ends. LANG or LC_ALL, such as zh_CN.UTF-8, or TUISETUP_LANGUAGE chooses it from the beginning."),
        };
        if (await ui.ChooseAsync(question, cancel) is { } chosen)
        {
            Texts.Use(languages[chosen]);
        }
    }
}
