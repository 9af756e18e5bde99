using Terminal.Gui.ViewBase;
using Terminal.Gui.Views;
using TuiSetup.Newt.Text;
using TuiSetup.Newt.Themes;

namespace TuiSetup.Newt.Hosting;

/// <summary>What lies below all windows: the background, root text, and the help line on the last row.</summary>
internal sealed class RootView : Runnable
{
    private readonly Func<(Theme Theme, bool Color)> _looks;

    public RootView(Func<(Theme, bool)> looks)
    {
        _looks = looks;
        Width = Dim.Fill();
        Height = Dim.Fill();
    }

    /// <summary>Text by place; a negative column or row counts from the right or the bottom.</summary>
    public List<(int Column, int Row, string Text)> Texts { get; } = [];

    public string HelpLine { get; set; } = "";

    protected override bool OnClearingViewport() => true;

    protected override bool OnDrawingText(DrawContext? context) => true;

    protected override bool OnDrawingContent(DrawContext? context)
    {
        var (theme, color) = _looks();
        var canvas = new Canvas(this, theme, color, Viewport.Width, Viewport.Height);
        canvas.Fill(0, 0, canvas.Columns, canvas.Rows, Role.Root);
        foreach (var (column, row, text) in Texts)
        {
            canvas.Put(column < 0 ? canvas.Columns + column : column, row < 0 ? canvas.Rows + row : row, text, Role.RootText);
        }

        canvas.Put(0, canvas.Rows - 1, TextWidth.Fit(HelpLine, canvas.Columns), Role.HelpLine);
        return true;
    }
}
