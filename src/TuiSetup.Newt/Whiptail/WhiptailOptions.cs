using System.Collections.Immutable;

namespace TuiSetup.Newt.Whiptail;

/// <summary>The boxes of whiptail 0.52.</summary>
internal enum BoxKind
{
    Message, YesNo, Info, Input, Password, Text, Menu, Checklist, Radiolist, Gauge,
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

    /// <summary>What is no option: text, height, width, and what else the box takes.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];
}
