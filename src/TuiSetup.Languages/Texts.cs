using System.Runtime.CompilerServices;

namespace TuiSetup.Languages;

/// <summary>
/// Every text for people goes through here: <c>T("Port")</c>, <c>T($"Port {name}")</c>. The English text is the key, so
/// that code reads as it always did, and a text without a translation is still a text. What machines read, and what is
/// compared or kept as a value, does not go through here.
/// </summary>
public static class Texts
{
    private static volatile Language _language = Language.English;

    /// <summary>The language in use. One process speaks one language at a time.</summary>
    public static Language Current => _language;

    /// <summary>Texts that are made from now on are in this language.</summary>
    public static void Use(Language language) => _language = language;

    /// <summary>A text in the language in use.</summary>
    /// <param name="text">The English text.</param>
    public static string T(string text) => _language.Of(text);

    /// <summary>A text with values in it. A translation may put them in another order, or leave out what only English needs.</summary>
    /// <param name="text">An interpolated English text; its holes are <c>{0}</c>, <c>{1}</c>, ... of the key.</param>
    /// <remarks>It goes before the other, which would get a text whose holes are all constants with these in its key already.</remarks>
    [OverloadResolutionPriority(1)]
    public static string T(TextTemplate text) => text.In(_language);
}
