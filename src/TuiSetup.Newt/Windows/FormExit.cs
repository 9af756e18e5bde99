using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Widgets;

namespace TuiSetup.Newt.Windows;

/// <summary>Why a window's form ended: a widget, or a hot key.</summary>
public sealed record FormExit(Widget? Widget, Key? HotKey)
{
    public bool IsKey(KeyCode code) => HotKey?.Code == code;
}
