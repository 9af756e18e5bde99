using System.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Terminal;

/// <summary>Select Graphic Rendition (ECMA-48 8.3.117), as many colours as the terminal has, only what changes.</summary>
internal sealed class SgrEncoder(TerminalCapabilities terminal)
{
    private Style? _current;

    public Style? Current => _current;

    public void Forget() => _current = null;

    public void Switch(StringBuilder output, Style style)
    {
        if (_current == style)
        {
            return;
        }

        var before = _current is { } known && !Removes(known, style) ? known : (Style?)null;
        output.Append("\e[");
        var start = output.Length;
        if (before is null)
        {
            Add(output, start, 0);
        }

        var from = before ?? Style.Plain;
        AddAttributes(output, start, from, style);
        if (terminal.Colors >= 8)
        {
            if (style.Foreground != from.Foreground)
            {
                AddColor(output, start, style.Foreground, 30, 90);
            }

            if (style.Background != from.Background)
            {
                AddColor(output, start, style.Background, 40, 100);
            }
        }

        if (output.Length == start && before is not null)
        {
            output.Length -= 2;
        }
        else
        {
            // The reset alone needs no parameter.
            output.Length -= output.Length == start + 1 && output[start] == '0' ? 1 : 0;
            output.Append('m');
        }

        _current = style;
    }

    private void AddAttributes(StringBuilder output, int start, Style from, Style style)
    {
        if (IsBold(style) && !IsBold(from))
        {
            Add(output, start, 1);
        }

        if (style.Underline && !from.Underline)
        {
            Add(output, start, 4);
        }

        if (style.Reverse && !from.Reverse)
        {
            Add(output, start, 7);
        }
    }

    /// <summary>Attributes are only taken back by a reset: VT100 knows no other way.</summary>
    private bool Removes(Style from, Style to)
        => (IsBold(from) && !IsBold(to)) || (from.Underline && !to.Underline) || (from.Reverse && !to.Reverse)
            || (terminal.Colors >= 8 && ((from.Foreground >= 0 && to.Foreground < 0) || (from.Background >= 0 && to.Background < 0)));

    /// <summary>Eight-colour terminals show the bright half of the palette as bold.</summary>
    private bool IsBold(Style style) => style.Bold || (terminal.Colors is >= 8 and < 16 && style.Foreground is >= 8 and < 16);

    private void AddColor(StringBuilder output, int start, int color, int normal, int bright)
    {
        switch (color)
        {
            case < 0:
                Add(output, start, normal + 9);
                break;
            case < 8:
                Add(output, start, normal + color);
                break;
            case < 16:
                Add(output, start, (terminal.Colors >= 16 ? bright : normal) + color - 8);
                break;
            case var _ when terminal.Colors >= 256:
                Add(output, start, normal + 8);
                Add(output, start, 5);
                Add(output, start, color);
                break;
            default:
                Add(output, start, normal + Nearest(color));
                break;
        }
    }

    /// <summary>The nearest of the first eight colours: from 16 on the palette is a cube of 6x6x6, then greys from 232.</summary>
    private static int Nearest(int color)
        => color >= 232
            ? color < 244 ? 0 : 7
            : ((color - 16) / 36 > 2 ? 1 : 0) | ((color - 16) / 6 % 6 > 2 ? 2 : 0) | ((color - 16) % 6 > 2 ? 4 : 0);

    private static void Add(StringBuilder output, int start, int parameter)
    {
        if (output.Length > start)
        {
            output.Append(';');
        }

        output.Append(parameter);
    }
}
