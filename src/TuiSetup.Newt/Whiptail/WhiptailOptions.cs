using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace TuiSetup.Newt.Whiptail;

/// <summary>The boxes of whiptail 0.52, and after them those that dialog(1) has besides.</summary>
internal enum BoxKind
{
    Message, YesNo, Info, Input, Password, Text, Menu, Checklist, Radiolist, Gauge,
    Form, MixedForm, PasswordForm, Tree,
}

/// <summary>What a call of whiptail asks for; texts are as they were given.</summary>
internal sealed record WhiptailOptions
{
    public BoxKind? Box { get; init; }

    public bool Clear { get; init; }

    public bool DefaultNo { get; init; }

    public bool FullButtons { get; init; }

    public bool NoCancel { get; init; }

    public bool NoItem { get; init; }

    public bool NoTags { get; init; }

    public bool SeparateOutput { get; init; }

    public bool ScrollText { get; init; }

    public bool TopLeft { get; init; }

    public string? DefaultItem { get; init; }

    public string? YesButton { get; init; }

    public string? NoButton { get; init; }

    public string? OkButton { get; init; }

    public string? CancelButton { get; init; }

    public string? Title { get; init; }

    public string? BackTitle { get; init; }

    public int OutputDescriptor { get; init; } = 2;

    /// <summary>Whether the answer is written as one JSON document.</summary>
    public bool Json { get; init; }

    /// <summary>What stands between the answers of a list, and after each one of a form; null is a blank, or a line's end.</summary>
    public string? OutputSeparator { get; init; }

    /// <summary>How long the box waits for a key; null is for ever.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What a field's text must match: the n-th for the n-th field, the last one for all fields after it.</summary>
    public ImmutableArray<Regex> Patterns { get; init; } = [];

    /// <summary>What is said when it does not, in the order of the patterns.</summary>
    public ImmutableArray<string> PatternMessages { get; init; } = [];

    /// <summary>What F1 shows.</summary>
    public string? HelpText { get; init; }

    /// <summary>File that the last screen is written to; null is none. In a session the box has no screen of its own, and writes none.</summary>
    public string? ScreenDump { get; init; }

    /// <summary>The label of the button that leads to the box before; null when there is none.</summary>
    public string? BackButton { get; init; }

    /// <summary>What is no option: text, height, width, and what else the box takes.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];
}
