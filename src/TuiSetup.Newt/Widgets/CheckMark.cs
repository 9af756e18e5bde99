using TuiSetup.Newt.Painting;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Widgets;

/// <summary>How check boxes and radio buttons look: the mark alone shows that one has the focus.</summary>
internal static class CheckMark
{
    public static void Draw(Canvas canvas, char open, char mark, char close, string text, Widget widget)
    {
        canvas.Put(0, 0, $"{open}{mark}{close} {text}", widget.IsEnabled ? Role.Checkbox : Role.DisEntry);
        if (widget.HasFocus)
        {
            canvas.Put(1, 0, mark.ToString(), Role.ActCheckbox);
        }
    }
}
