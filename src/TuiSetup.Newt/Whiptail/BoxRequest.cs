using System.Collections.Immutable;

namespace TuiSetup.Newt.Whiptail;

/// <summary>One box with its positional arguments read; heights and widths of 0 are left to the box.</summary>
internal sealed record BoxRequest
{
    public required BoxKind Kind { get; init; }

    public required WhiptailOptions Options { get; init; }

    /// <summary>The text, or what the file of a text box holds, with its line breaks.</summary>
    public required string Text { get; init; }

    /// <summary>Rows, the border's two included.</summary>
    public required int Height { get; init; }

    /// <summary>Columns, the border's two included.</summary>
    public required int Width { get; init; }

    public int ListHeight { get; init; }

    public string Initial { get; init; } = "";

    public int Percent { get; init; }

    /// <summary>The row of a menu that is marked first; null is the default item.</summary>
    public int? Current { get; init; }

    /// <summary>Where a gauge's lines come from; null is standard input.</summary>
    public ILineSource? Lines { get; init; }

    public ImmutableArray<BoxItem> Items { get; init; } = [];

    /// <summary>What a form asks for.</summary>
    public ImmutableArray<FormField> Fields { get; init; } = [];

    public bool IsForm => Kind is BoxKind.Form or BoxKind.MixedForm or BoxKind.PasswordForm;

    public bool HasList => IsForm || Kind is BoxKind.Menu or BoxKind.Checklist or BoxKind.Radiolist or BoxKind.Tree;

    /// <summary>Rows of all of the list, or of the form.</summary>
    public int ListRows => IsForm ? Fields.Max(one => Math.Max(one.LabelRow, one.Row)) + 1 : Items.Length;

    /// <summary>Whether it ends when no key comes. What asks nothing ends by itself.</summary>
    public bool EndsInTime => Options.Timeout is not null && Kind is not (BoxKind.Info or BoxKind.Gauge);

    /// <summary>Whether there are two buttons.</summary>
    public bool HasCancel => Kind == BoxKind.YesNo || (!Options.NoCancel && (HasList || Kind is BoxKind.Input or BoxKind.Password));
}
