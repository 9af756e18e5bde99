using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt;

/// <summary>How a screen looks and keeps time.</summary>
public sealed record NewtOptions
{
    public Theme Theme { get; init; } = Theme.Classic;

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
