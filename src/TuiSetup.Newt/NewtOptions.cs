using TuiSetup.Newt.Terminal;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt;

/// <summary>How a screen looks and keeps time.</summary>
public sealed record NewtOptions
{
    public Theme Theme { get; init; } = Theme.Classic;

    /// <summary>On a smaller screen a notice stands instead of the windows.</summary>
    public ScreenSize MinimumSize { get; init; } = new(1, 1);

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether root text covers windows, as it does when it is written after they opened.</summary>
    internal bool RootTextIsAbove { get; init; }

    internal bool Fits(ScreenSize size) => size.Columns >= MinimumSize.Columns && size.Rows >= MinimumSize.Rows;
}
