using System.Collections.Immutable;
using System.Globalization;

namespace TuiSetup.Newt.Whiptail;

/// <summary>
/// Reads a command line as popt(3) does for whiptail: options anywhere, no abbreviations, <c>--name=value</c>,
/// and <c>--</c> before words that look like options. The first mistake ends the call.
/// </summary>
internal sealed class OptionParser
{
    private readonly Dictionary<string, Action> _flags;
    private readonly Dictionary<string, Action<string, string>> _valued;
    private readonly ImmutableArray<string>.Builder _arguments = ImmutableArray.CreateBuilder<string>();
    private WhiptailOptions _options = new();

    private OptionParser()
    {
        _flags = new Dictionary<string, Action>(StringComparer.Ordinal)
        {
            ["msgbox"] = () => Choose(BoxKind.Message),
            ["yesno"] = () => Choose(BoxKind.YesNo),
            ["infobox"] = () => Choose(BoxKind.Info),
            ["inputbox"] = () => Choose(BoxKind.Input),
            ["passwordbox"] = () => Choose(BoxKind.Password),
            ["textbox"] = () => Choose(BoxKind.Text),
            ["menu"] = () => Choose(BoxKind.Menu),
            ["checklist"] = () => Choose(BoxKind.Checklist),
            ["radiolist"] = () => Choose(BoxKind.Radiolist),
            ["gauge"] = () => Choose(BoxKind.Gauge),
            ["form"] = () => Choose(BoxKind.Form),
            ["mixedform"] = () => Choose(BoxKind.MixedForm),
            ["passwordform"] = () => Choose(BoxKind.PasswordForm),
            ["treeview"] = () => Choose(BoxKind.Tree),
            ["clear"] = () => _options = _options with { Clear = true },
            ["defaultno"] = () => _options = _options with { DefaultNo = true },
            ["fb"] = () => _options = _options with { FullButtons = true },
            ["fullbuttons"] = () => _options = _options with { FullButtons = true },
            ["nocancel"] = () => _options = _options with { NoCancel = true },
            ["noitem"] = () => _options = _options with { NoItem = true },
            ["notags"] = () => _options = _options with { NoTags = true },
            ["separate-output"] = () => _options = _options with { SeparateOutput = true },
            ["scrolltext"] = () => _options = _options with { ScrollText = true },
            ["topleft"] = () => _options = _options with { TopLeft = true },
            ["help"] = Help,
            ["version"] = Version,
            ["json"] = () => _options = _options with { Json = true },
            ["back"] = () => _options = _options with { BackButton = T("Back") },
            ["help-extensions"] = () => throw new WhiptailEnd(Usage.Extensions, WhiptailExit.Ok, toOutput: true),
        };
        _valued = new Dictionary<string, Action<string, string>>(StringComparer.Ordinal)
        {
            ["default-item"] = (_, value) => _options = _options with { DefaultItem = value },
            ["yes-button"] = (_, value) => _options = _options with { YesButton = value },
            ["no-button"] = (_, value) => _options = _options with { NoButton = value },
            ["ok-button"] = (_, value) => _options = _options with { OkButton = value },
            ["cancel-button"] = (_, value) => _options = _options with { CancelButton = value },
            ["title"] = (_, value) => _options = _options with { Title = value },
            ["backtitle"] = (_, value) => _options = _options with { BackTitle = value },
            ["output-fd"] = (word, value) => _options = _options with { OutputDescriptor = Descriptor(word, value) },
            ["output-separator"] = (_, value) => _options = _options with { OutputSeparator = value },
            ["separator"] = (_, value) => _options = _options with { OutputSeparator = value },
            ["back-button"] = (_, value) => _options = _options with { BackButton = value },
            ["screen-dump"] = (_, value) => _options = _options with { ScreenDump = value },
            ["help-text"] = (_, value) => _options = _options with { HelpText = value },
            ["timeout"] = (_, value) => _options = _options with { Timeout = ExtensionValues.Seconds(value) },
            ["validate"] = (_, value) => _options = _options with { Patterns = _options.Patterns.Add(ExtensionValues.Pattern(value)) },
            ["validate-message"] = (_, value) => _options = _options with { PatternMessages = _options.PatternMessages.Add(value) },
        };
    }

    /// <exception cref="WhiptailEnd">Help or version was asked for, or the command line has a mistake.</exception>
    public static WhiptailOptions Parse(IReadOnlyList<string> words)
    {
        var parser = new OptionParser();
        parser.Read(words);
        return parser._options with { Arguments = parser._arguments.ToImmutable() };
    }

    private void Read(IReadOnlyList<string> words)
    {
        for (var index = 0; index < words.Count; index++)
        {
            var word = words[index];
            if (word == "--")
            {
                _arguments.AddRange(words.Skip(index + 1));
                return;
            }

            if (word.Length < 2 || word[0] != '-' || IsLength(word))
            {
                _arguments.Add(word);
            }
            else if (word[1] != '-')
            {
                ReadShort(word);
            }
            else
            {
                ReadLong(words, ref index);
            }
        }
    }

    /// <summary>A field that cannot be changed has a length below zero, and dialog's users write it as it is.</summary>
    private bool IsLength(string word)
        => _options.Box is BoxKind.Form or BoxKind.MixedForm or BoxKind.PasswordForm && int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private void ReadLong(IReadOnlyList<string> words, ref int index)
    {
        var word = words[index];
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? word[2..] : word[2..equals];
        if (_flags.TryGetValue(name, out var flag))
        {
            if (equals >= 0)
            {
                throw Refused(T($"{word}: option does not take an argument"));
            }

            flag();
        }
        else if (!_valued.TryGetValue(name, out var set))
        {
            throw Refused(T($"{word}: unknown option"));
        }
        else if (equals >= 0)
        {
            set(word, word[(equals + 1)..]);
        }
        else
        {
            var value = ++index < words.Count ? words[index] : throw Refused(T($"{word}: missing argument"));
            set(value, value);
        }
    }

    private static void ReadShort(string word)
    {
        switch (word[1])
        {
            case 'h': Help(); break;
            case 'v': Version(); break;
            default: throw Refused(T($"{word}: unknown option"));
        }
    }

    private void Choose(BoxKind box)
        => _options = _options.Box is null ? _options with { Box = box } : throw Usage.Error();

    private static int Descriptor(string word, string value)
    {
        if (!long.TryParse(value.AsSpan().TrimStart(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            throw Refused(T($"{word}: invalid numeric value"));
        }

        return number is >= int.MinValue and <= int.MaxValue ? (int)number : throw Refused(T($"{word}: number too large or too small"));
    }

    private static void Help() => throw new WhiptailEnd(Usage.Text, WhiptailExit.Ok, toOutput: true);

    private static void Version() => throw new WhiptailEnd(Usage.VersionLine, WhiptailExit.Ok, toOutput: true);

    private static WhiptailEnd Refused(string message) => new(message + "\n", WhiptailExit.Cancel);
}
