using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using TuiSetup.Newt.Lines;

namespace TuiSetup.Commands;

/// <summary>
/// The library's help in the language in use. The library breaks lines at blanks, and counts characters; here they are
/// broken as that language does, and cells are counted.
/// </summary>
/// <param name="help">Writes the help in English.</param>
/// <param name="width">Cells of a line.</param>
internal sealed class TranslatedHelp(HelpAction help, int width) : SynchronousCommandLineAction
{
    /// <summary>Between what is explained and its explanation.</summary>
    private const string Gap = "  ";

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        help.MaxWidth = Texts.Current == Language.English ? width : int.MaxValue;
        if (Texts.Current == Language.English)
        {
            return help.Invoke(parseResult);
        }

        var output = parseResult.InvocationConfiguration.Output;
        using var english = new StringWriter();
        parseResult.InvocationConfiguration.Output = english;
        var code = help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        foreach (var line in english.ToString().TrimEnd('\n').Split('\n').SelectMany(Lines))
        {
            output.WriteLine(line);
        }

        return code;
    }

    private IEnumerable<string> Lines(string line)
    {
        var (name, text) = Cut(line);
        var indent = TextWidth.Of(name);
        return LineWrap.Lines(LibraryWords.Forms.Shown(text), width - indent).Select((part, index) => (index == 0 ? name : new string(' ', indent)) + part);
    }

    /// <summary>A row of two columns is cut before the second, and any other line after its blanks.</summary>
    private static (string Name, string Text) Cut(string line)
    {
        var start = line.Length - line.TrimStart(' ').Length;
        var gap = start == Gap.Length ? line.IndexOf(Gap, start, StringComparison.Ordinal) : -1;
        var text = gap < 0 ? start : line.Length - line[gap..].TrimStart(' ').Length;
        return (line[..text], line[text..]);
    }
}
